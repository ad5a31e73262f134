using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>A table of the certificates in Apple's folders of what is distrusted and revoked, with the day of the
/// release that brought each.</summary>
internal sealed class AppleDistrustedFormat : IBlocklistFormat
{
    public StoreFormat Description { get; } = new("apple-blocked",
        "table of Apple's distrusted and revoked certificates (CSV): SHA-256, release, day, path");

    public bool Recognizes(StoreFile file) => CsvTable.HasColumns(file.Head, "sha256", "first_release", "date", "path");

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem) =>
        FingerprintTableFormat.TryRead(file, BlocklistMechanism.AppleBlocked, out list, out problem);
}
