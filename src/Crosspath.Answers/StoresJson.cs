using System.Text.Json;
using Crosspath.Stores;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath stores</c>.</summary>
internal static class StoresJson
{
    /// <summary>Writes all stores with their versions, without what these say.</summary>
    public static void WriteList(IEnumerable<StoreHistory> histories, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartArray();
        foreach (var history in histories)
        {
            json.WriteStartObject();
            json.WriteString("store", history.Store);
            json.WriteStartArray("versions");
            foreach (var version in history.Versions)
            {
                json.WriteStartObject();
                WriteHead(json, history, version);
                json.WriteNumber("anchors", version.Entries.Count(entry => entry.IsAnchor));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Writes one version with everything that it says.</summary>
    public static void WriteVersion(
        StoreHistory history, StoreVersion version, Func<Fingerprint, Certificate?> certificates, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("store", history.Store);
        WriteHead(json, history, version);
        json.WriteString("source", version.Source);
        json.WriteString("sourceSha256", version.SourceHash?.ToString());
        json.WriteStartArray("entries");
        foreach (var entry in version.Entries) WriteEntry(json, entry, certificates);
        json.WriteEndArray();
        json.WriteStrings("blocked", version.Blocked.Select(blocked => blocked.ToString()));
        json.WriteEndObject();
    });

    /// <summary>Writes what differs between two versions.</summary>
    public static void WriteDifference(
        StoreVersion before, StoreVersion after, StoreDifference difference,
        Func<Fingerprint, Certificate?> certificates, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("before", $"{before.Store}@{before.Version}");
        json.WriteString("after", $"{after.Store}@{after.Version}");
        WriteEntries(json, "added", difference.Added, certificates);
        WriteEntries(json, "removed", difference.Removed, certificates);
        json.WriteStartArray("changed");
        foreach (var (was, now) in difference.Changed)
        {
            json.WriteStartObject();
            WriteName(json, now, certificates);
            json.WriteString("before", StoreDifference.TextOf(was));
            json.WriteString("after", StoreDifference.TextOf(now));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteEntries(
        Utf8JsonWriter json, string name, IEnumerable<StoreEntry> entries, Func<Fingerprint, Certificate?> certificates)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries) WriteEntry(json, entry, certificates);
        json.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter json, StoreHistory history, StoreVersion version)
    {
        json.WriteString("version", version.Version);
        json.WriteTime("date", version.Date);
        json.WriteString("dateKind", version.DateKind);
        json.WriteTime("inForceUntil", history.PeriodOf(version)?.Until is { } until && until < DateTimeOffset.MaxValue ? until : null);
    }

    private static void WriteEntry(Utf8JsonWriter json, StoreEntry entry, Func<Fingerprint, Certificate?> certificates)
    {
        json.WriteStartObject();
        WriteName(json, entry, certificates);
        json.WriteBoolean("anchor", entry.IsAnchor);
        json.WriteString("limits", StoreDifference.TextOf(entry));
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, StoreEntry entry, Func<Fingerprint, Certificate?> certificates)
    {
        json.WriteString("sha256", entry.Certificate.ToString());
        json.WriteString("subject", certificates(entry.Certificate)?.Subject.ToString());
    }
}
