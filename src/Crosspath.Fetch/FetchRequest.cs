using System.Net.Http.Headers;

namespace Crosspath.Fetch;

/// <summary>What is asked of a server.</summary>
/// <param name="Url">http or https.</param>
public sealed record FetchRequest(Uri Url)
{
    /// <summary>What is posted; null to get.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of what is posted.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>How long the answer may become where that is less than <see cref="FetchLimits.MostBytes"/>.</summary>
    public long? MostBytes { get; init; }

    internal HttpRequestMessage ToMessage(Uri url)
    {
        if (Body is not { } body) return new HttpRequestMessage(HttpMethod.Get, url);
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }
}
