namespace Crosspath.Fetch;

/// <summary>What a server answered.</summary>
/// <param name="Url">Where it came from, after redirects.</param>
/// <param name="Content">The whole document.</param>
/// <param name="LastModified">When the server says it was changed; null when it does not say.</param>
public sealed record FetchedDocument(Uri Url, ReadOnlyMemory<byte> Content, DateTimeOffset? LastModified);
