using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.Paths;
using Crosspath.X509.Der;

namespace Crosspath.Stores.History;

/// <summary>Writes versions as the rows that <see cref="HistoryRowReader"/> reads.</summary>
public static class HistoryRowWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one version as one line, with its line feed.</summary>
    public static void Write(StoreVersion version, Stream output)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options)) Write(json, version);
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, StoreVersion version)
    {
        json.WriteStartObject();
        json.WriteString("family", version.Store);
        json.WriteString("version", version.Version);
        WriteTime(json, "date", version.Date);
        if (version.DateKind is { } kind) json.WriteString("date_kind", kind);
        WriteTime(json, "until", version.Until);
        json.WriteString("source", version.Source);
        if (version.SourceHash is { } hash) json.WriteString("source_sha256", hash.ToString());
        json.WriteStartArray("roots");
        foreach (var entry in version.Entries) Write(json, entry);
        json.WriteEndArray();
        if (version.Blocked.Length > 0) WriteStrings(json, "blocked", version.Blocked.Select(blocked => blocked.ToString()));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoreEntry entry)
    {
        var limits = entry.Limits;
        json.WriteStartObject();
        json.WriteString("sha256", entry.Certificate.ToString());
        if (limits.Purposes is { } purposes) WritePurposes(json, "purposes", purposes);
        if (limits.ExcludedPurposes.Length > 0) WritePurposes(json, "disallowed_purposes", limits.ExcludedPurposes);
        if (entry.DistrustedPurposes.Length > 0) WritePurposes(json, "distrusted", entry.DistrustedPurposes);
        WriteTime(json, "disabled", limits.DisabledFrom);
        foreach (var limit in limits.IssuedBy) Write(json, limit);
        if (limits.PermittedDnsNames.Length > 0) WriteStrings(json, "permitted_dns_names", limits.PermittedDnsNames);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IssuanceLimit limit)
    {
        if (limit.IsByTimestamp) WriteTime(json, "sct_not_after", limit.Last);
        else if (limit.Purposes is [var only] && only == PurposeNames.Server) WriteTime(json, "server_distrust_after", limit.Last);
        else if (limit.Purposes is [var other] && other == PurposeNames.Email) WriteTime(json, "email_distrust_after", limit.Last);
        else
        {
            WriteTime(json, "not_before_limit", limit.Last);
            if (limit.Purposes is { } purposes) WritePurposes(json, "not_before_limit_purposes", purposes);
        }
    }

    private static void WritePurposes(Utf8JsonWriter json, string name, ImmutableArray<ObjectIdentifier> purposes) =>
        WriteStrings(json, name, purposes.Select(PurposeNames.NameOf));

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
            json.WriteString(name, value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }
}
