using System.Collections.Immutable;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>The forms that <see cref="BlocklistFiles"/> reads.</summary>
public static class BlocklistFormats
{
    // In the order in which a file is tried.
    private static readonly ImmutableArray<IBlocklistFormat> Readers =
    [
        new OneCrlFormat(),
        new CrlSetFormat(),
        new CrlSetComponentFormat(),
        new DisallowedListFormat(),
        new DisallowedStoreFormat(),
        new NssDistrustedFormat(),
        new AppleDistrustedFormat(),
        new FingerprintTableFormat(),
        new FingerprintLinesFormat(),
    ];

    /// <summary>All of them, in the order in which a file is tried.</summary>
    public static ImmutableArray<StoreFormat> All { get; } = [.. Readers.Select(reader => reader.Description)];

    /// <summary>The reader for a file; null when it has none of these forms.</summary>
    internal static IBlocklistFormat? Of(StoreFile file) => Readers.FirstOrDefault(reader => reader.Recognizes(file));
}
