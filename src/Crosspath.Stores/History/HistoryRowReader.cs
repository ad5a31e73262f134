using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.History;

/// <summary>
/// Reads history rows: JSON lines, each a version of a store with its date and what it says of certificates (see
/// docs/store-formats.md). A version's entries are mostly those of the version before, so equal entries are one object.
/// </summary>
public sealed class HistoryRowReader
{
    // A store of a hundred thousand roots would fit; a longer line is some other file.
    private const int MostCharacters = 32 << 20;

    private readonly Dictionary<string, StoreEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Whether some text looks like such rows.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> content)
    {
        var start = content[..Math.Min(content.Length, 4096)].TrimStart(" \t\r\n"u8);
        var line = start.IndexOf((byte)'\n') is var end and >= 0 ? start[..end] : start;
        return line.StartsWith("{"u8) && line.IndexOf("\"family\""u8) > 0;
    }

    /// <summary>Reads rows one by one; those that cannot be used say why.</summary>
    public IEnumerable<HistoryRow> Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line)) yield return ReadRow(number, line);
        }
    }

    private HistoryRow ReadRow(int number, string line)
    {
        if (line.Length > MostCharacters) return new HistoryRow(number, null, "the line is too long");
        try
        {
            using var json = JsonDocument.Parse(line);
            return new HistoryRow(number, ReadVersion(json.RootElement), null);
        }
        catch (JsonException e)
        {
            return new HistoryRow(number, null, $"is no JSON (column {e.BytePositionInLine + 1})");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // What System.Text.Json throws for a value of another kind, and what Wrong makes.
            return new HistoryRow(number, null, e is FormatException ? e.Message : "a value is missing or of the wrong kind");
        }
    }

    private StoreVersion ReadVersion(JsonElement row)
    {
        var store = Text(row, "family") ?? throw Wrong("has no family");
        var version = new StoreVersion(store, Text(row, "version") ?? "", Time(row, "date"))
        {
            DateKind = Text(row, "date_kind"),
            Until = Time(row, "until"),
            Source = Text(row, "source") ?? "",
            SourceHash = Fingerprint.TryParse(Text(row, "source_sha256"), out var hash) ? hash : null,
            Entries = [.. row.GetProperty("roots").EnumerateArray().Select(ReadEntry)],
            Blocked = row.TryGetProperty("blocked", out var blocked)
                ? [.. blocked.EnumerateArray().Select(certificate => ReadFingerprint(certificate.GetString()))]
                : [],
        };
        if (version.Until < version.Date)
            throw Wrong($"{store} {version.Version} ends on {version.Until:yyyy-MM-dd}, before it begins on {version.Date:yyyy-MM-dd}");
        return version.Until is not null && version.Until == version.Date
            ? throw Wrong($"{store} {version.Version} ends on {version.Until:yyyy-MM-dd}, the day on which it begins")
            : version;
    }

    private StoreEntry ReadEntry(JsonElement root)
    {
        var text = root.GetRawText();
        if (_entries.TryGetValue(text, out var known)) return known;
        var entry = new StoreEntry(ReadFingerprint(Text(root, "sha256")), ReadLimits(root))
        {
            DistrustedPurposes = Purposes(root, "distrusted") ?? [],
        };
        _entries.Add(text, entry);
        return entry;
    }

    private static AnchorLimits ReadLimits(JsonElement root)
    {
        var issuance = ImmutableArray.CreateBuilder<IssuanceLimit>();
        if (Time(root, "server_distrust_after") is { } server) issuance.Add(new IssuanceLimit(server, [PurposeNames.Server]));
        if (Time(root, "email_distrust_after") is { } email) issuance.Add(new IssuanceLimit(email, [PurposeNames.Email]));
        if (Time(root, "not_before_limit") is { } limit)
            issuance.Add(new IssuanceLimit(limit, Purposes(root, "not_before_limit_purposes")));
        if (Time(root, "sct_not_after") is { } timestamp)
            issuance.Add(new IssuanceLimit(timestamp, [PurposeNames.Server]) { IsByTimestamp = true });
        var names = root.TryGetProperty("permitted_dns_names", out var permitted)
            ? permitted.EnumerateArray().Select(name => name.GetString() ?? "").ToImmutableArray()
            : [];
        var purposes = Purposes(root, "purposes");
        var excluded = Purposes(root, "disallowed_purposes") ?? [];
        var disabled = Time(root, "disabled"); // true stands for an empty date, by which Microsoft takes an earlier one back
        var isLimited = purposes is not null || excluded.Length > 0 || disabled is not null || issuance.Count > 0 || names.Length > 0;
        if (!isLimited) return AnchorLimits.None;
        return new AnchorLimits
        {
            Purposes = purposes,
            ExcludedPurposes = excluded,
            DisabledFrom = disabled,
            IssuedBy = issuance.ToImmutable(),
            PermittedDnsNames = names,
        };
    }

    private static ImmutableArray<ObjectIdentifier>? Purposes(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var list)) return null;
        var purposes = ImmutableArray.CreateBuilder<ObjectIdentifier>();
        foreach (var item in list.EnumerateArray())
        {
            var text = item.GetString() ?? "";
            if (text == PurposeNames.All) return null;
            purposes.Add(PurposeNames.TryParse(text, out var oid) ? oid : throw Wrong($"has an unknown purpose '{text}'"));
        }
        return purposes.ToImmutable();
    }

    private static Fingerprint ReadFingerprint(string? text) =>
        Fingerprint.TryParse(text, out var fingerprint) ? fingerprint : throw Wrong($"'{text}' is no SHA-256");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False)
            ? value.GetString()
            : null;

    private static DateTimeOffset? Time(JsonElement json, string name)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (Text(json, name) is not { } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw Wrong($"{name} is no date: '{text}'");
    }

    private static FormatException Wrong(string what) => new(what);
}
