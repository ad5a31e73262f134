using System.Collections.Immutable;
using System.Text.Json;
using Crosspath.Stores.Catalog;

namespace Crosspath.Stores;

/// <summary>Where a store is published.</summary>
/// <param name="Name">The store's name.</param>
/// <param name="Url">What says who is trusted; in one of the known forms.</param>
public sealed record StoreSource(string Name, Uri Url)
{
    /// <summary>Where the certificates lie that it only names by hash.</summary>
    public ImmutableArray<Uri> Certificates { get; init; } = [];

    /// <summary>The publishers' own places: Mozilla's NSS, the Chrome Root Store, Microsoft's list, Android's and Apple's
    /// sources; and the intermediates of Mozilla's programme, which are no store
    /// (<see cref="IntermediatePool"/>).</summary>
    public static ImmutableArray<StoreSource> Published { get; } =
    [
        new("nss", new Uri("https://raw.githubusercontent.com/nss-dev/nss/master/lib/ckfw/builtins/certdata.txt")),
        new("chrome", new Uri("https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/data/ssl/chrome_root_store/root_store.textproto?format=TEXT"))
        {
            Certificates = [new("https://chromium.googlesource.com/chromium/src/+/refs/heads/main/net/data/ssl/chrome_root_store/root_store.certs?format=TEXT")],
        },
        new("ms-authroot", new Uri("http://ctldl.windowsupdate.com/msdownload/update/v3/static/trustedr/en/authrootstl.cab"))
        {
            Certificates = [new("https://ccadb.my.salesforce-sites.com/microsoft/IncludedCACertificateReportForMSFTCSVPEM")],
        },
        new("aosp", new Uri("https://android.googlesource.com/platform/system/ca-certificates/+archive/refs/heads/main/files.tar.gz")),
        new("apple", new Uri("https://codeload.github.com/apple-oss-distributions/security_certificates/tar.gz/refs/heads/main")),
        new(
            IntermediatePool.SourceName,
            new Uri("https://ccadb.my.salesforce-sites.com/mozilla/MozillaIntermediateCertsCSVReport")),
    ];

    /// <summary>Reads sources from JSON: an array of objects with <c>name</c>, <c>url</c>, and <c>certificates</c>, an array
    /// of URLs.</summary>
    /// <exception cref="FormatException">It is no such JSON.</exception>
    public static ImmutableArray<StoreSource> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or UriFormatException or ArgumentNullException)
        {
            throw new FormatException("is no JSON array of objects with name, url and certificates", e);
        }
    }

    private static StoreSource Read(JsonElement source) => new(source.GetProperty("name").GetString()!, UrlOf(source.GetProperty("url")))
    {
        Certificates = source.TryGetProperty("certificates", out var urls) ? [.. urls.EnumerateArray().Select(UrlOf)] : [],
    };

    private static Uri UrlOf(JsonElement text) => new(text.GetString()!, UriKind.Absolute);
}
