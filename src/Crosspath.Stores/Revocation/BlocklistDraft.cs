using System.Collections.Immutable;
using System.Globalization;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>A blocklist in the making.</summary>
internal sealed class BlocklistDraft(BlocklistMechanism mechanism)
{
    private readonly ImmutableArray<BlocklistEntry>.Builder _entries = ImmutableArray.CreateBuilder<BlocklistEntry>();
    private readonly ImmutableArray<StoreProblem>.Builder _problems = ImmutableArray.CreateBuilder<StoreProblem>();

    /// <summary>Adds an entry.</summary>
    public void Add(BlocklistEntry entry) => _entries.Add(entry);

    /// <summary>Adds something that could not be used.</summary>
    public void Report(string place, string reason) => _problems.Add(new StoreProblem(place, reason));

    /// <summary>What was read so far.</summary>
    public Blocklist ToList(DateTimeOffset? date) => new(mechanism, date)
    {
        Entries = _entries.ToImmutable(),
        Problems = _problems.ToImmutable(),
    };

    /// <summary>A day's first instant; null for what names none.</summary>
    public static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var day) ? day : null;

    /// <summary>A day's last second; null for what names none.</summary>
    public static DateTimeOffset? EndOfDay(string text) =>
        Day(text) is { Year: < 9999 } day ? day.AddDays(1).AddSeconds(-1) : null;

    /// <summary>Bytes of base64; null for what is none, or empty.</summary>
    public static byte[]? Base64(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count > 0 ? bytes[..count] : null;
    }
}
