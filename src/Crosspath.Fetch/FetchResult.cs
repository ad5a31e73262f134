namespace Crosspath.Fetch;

/// <summary>A document, or why there is none.</summary>
/// <param name="Document">What came; null when nothing did.</param>
/// <param name="Problem">Why, in one line; null when something came.</param>
public sealed record FetchResult(FetchedDocument? Document, string? Problem)
{
    internal static FetchResult Failed(Uri url, string why) => new(null, $"{url}: {why}");
}
