using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>The YAML files of the Trust Stores Observatory.</summary>
internal sealed class ObservatoryFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("observatory",
        "YAML of the Trust Stores Observatory: trusted and blocked certificates by hash");

    public bool Recognizes(StoreFile file) =>
        file.Head.StartsWith("platform:"u8) && file.Content.Span.IndexOf("trusted_certificates:"u8) >= 0;

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        var lists = new ObservatoryLists(file.Text);
        if (!lists.TryParse(out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        foreach (var (section, line, hex) in lists.Fingerprints)
        {
            if (!Fingerprint.TryParse(hex, out var fingerprint))
                draft.Report($"line {line}", "no SHA-256 of 64 hex digits");
            else if (section == "blocked_certificates") draft.Block(fingerprint);
            else if (section == "trusted_certificates")
            {
                if (file.Known.TryFind(fingerprint, out var certificate)) draft.Carry(certificate);
                draft.Add(new StoreEntry(fingerprint, AnchorLimits.None), $"line {line}");
            }
        }
        CheckCounts(lists, draft);
        reading = draft.ToReading() with { Version = Version(lists), Date = Day(lists) };
        return true;
    }

    private static void CheckCounts(ObservatoryLists lists, StoreDraft draft)
    {
        foreach (var section in (string[])["trusted_certificates", "blocked_certificates"])
        {
            var count = lists.Fingerprints.Count(item => item.Section == section);
            if (lists.Header.TryGetValue(section + "_count", out var announced)
                && announced != count.ToString(CultureInfo.InvariantCulture))
                draft.Report(section, $"announces another number of certificates than the {count} that it lists");
        }
    }

    private static string? Version(ObservatoryLists lists) =>
        lists.Header.GetValueOrDefault("version") is { Length: > 0 } version and not ("null" or "~") ? version : null;

    private static DateTimeOffset? Day(ObservatoryLists lists) =>
        DateTimeOffset.TryParseExact(lists.Header.GetValueOrDefault("date_fetched"), "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
