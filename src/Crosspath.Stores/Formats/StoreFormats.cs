using System.Collections.Immutable;

namespace Crosspath.Stores.Formats;

/// <summary>The forms that <see cref="StoreFiles"/> reads.</summary>
public static class StoreFormats
{
    // In the order in which a file is tried; the last ones take whatever carries certificates.
    private static readonly ImmutableArray<IStoreFormat> Readers =
    [
        new CertdataFormat(),
        new ChromeRootStoreFormat(),
        new TrustListFormat(),
        new CabinetFormat(),
        new AppleListFormat(),
        new ObservatoryFormat(),
        new MozillaReportFormat(),
        new MicrosoftReportFormat(),
        new AllRecordsReportFormat(),
        new CertificateReportFormat(),
        .. CertificateContainerFormat.All,
    ];

    /// <summary>All of them, in the order in which a file is tried.</summary>
    public static ImmutableArray<StoreFormat> All { get; } = [.. Readers.Select(reader => reader.Description)];

    /// <summary>The reader for a file; null when it has none of these forms.</summary>
    internal static IStoreFormat? Of(StoreFile file) => Readers.FirstOrDefault(reader => reader.Recognizes(file));
}
