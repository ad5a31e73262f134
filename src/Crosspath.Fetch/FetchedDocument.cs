namespace Crosspath.Fetch;

/// <summary>What a server answered.</summary>
/// <param name="Url">Where it came from, after redirects.</param>
/// <param name="Content">The whole document.</param>
/// <param name="LastModified">When the server says it was changed; null when it does not say.</param>
public sealed record FetchedDocument(Uri Url, ReadOnlyMemory<byte> Content, DateTimeOffset? LastModified)
{
    /// <summary>How long the server says that it stays good: max-age of RFC 9111 section 5.2.2.1; null when it does not
    /// say.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>False when the server forbids to keep it: no-store of RFC 9111 section 5.2.2.5.</summary>
    public bool MayBeKept { get; init; } = true;
}
