namespace Crosspath.Fetch.Collateral;

/// <summary>A document that was kept.</summary>
/// <param name="Content">As it was fetched.</param>
/// <param name="FreshUntil">Until when the network need not be asked again.</param>
internal sealed record CachedDocument(ReadOnlyMemory<byte> Content, DateTimeOffset FreshUntil);
