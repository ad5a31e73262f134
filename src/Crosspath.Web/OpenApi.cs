namespace Crosspath.Web;

/// <summary>The OpenAPI document. It is written by hand, as the answers are (docs/decisions/0040); tests hold it to the
/// routes and to what they answer.</summary>
internal static class OpenApi
{
    /// <summary>Its bytes.</summary>
    public static ReadOnlyMemory<byte> Document { get; } = Read();

    private static byte[] Read()
    {
        using var resource = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
