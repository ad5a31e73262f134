using System.Globalization;
using System.Text.Json;
using Crosspath.Paths.Timelines;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath timeline</c>.</summary>
internal static class TimelineJson
{
    /// <summary>Writes one document.</summary>
    /// <param name="isLine">Whether it is to be one line, of the stores that ever trusted the target only.</param>
    public static void Write(TimelineAnswer answer, Stream output, bool isLine) =>
        JsonOutput.Write(output, json => Write(json, answer, isLine), isLine);

    private static void Write(Utf8JsonWriter json, TimelineAnswer answer, bool isShort)
    {
        var timeline = answer.Timeline;
        json.WriteStartObject();
        json.WriteString("target", timeline.Target.Fingerprint.ToString());
        json.WriteString("subject", timeline.Target.Subject.ToString());
        json.WriteStartArray("stores");
        foreach (var store in timeline.Stores.Where(store => !isShort || store.Last is not null))
        {
            json.WriteStartObject();
            json.WriteString("store", TimelineAnswer.NameOf(store.Store));
            WriteIntervals(json, store);
            if (answer.LastPaths.FirstOrDefault(path => path.Store == store.Store) is { } last) WriteLast(json, last);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteGaps(json, timeline);
        json.WriteTime("lastChainDies", timeline.LastChainDies);
        json.WriteBoolean("exact", timeline.Exhausted is null);
        WriteRevokedSiblings(json, answer);
        if (!isShort) WriteFormerAnchors(json, answer);
        json.WriteEndObject();
    }

    private static void WriteIntervals(Utf8JsonWriter json, StoreTimeline store)
    {
        json.WriteStartArray("intervals");
        foreach (var (period, paths) in store.Intervals)
        {
            json.WriteStartObject();
            json.WritePeriod(period);
            json.WriteString("paths", paths.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLast(Utf8JsonWriter json, LastPath last)
    {
        json.WriteStartObject("lastPath");
        json.WriteTime("diesAt", last.At);
        json.WriteString("cause", last.Cause);
        json.WriteStrings("certificates", last.Path.Certificates.Select(certificate => certificate.Fingerprint.ToString()));
        json.WriteEndObject();
    }

    private static void WriteGaps(Utf8JsonWriter json, Timeline timeline)
    {
        json.WriteStartArray("gaps");
        foreach (var store in timeline.Stores)
        {
            foreach (var gap in store.Gaps())
            {
                json.WriteStartObject();
                json.WriteString("store", TimelineAnswer.NameOf(store.Store));
                json.WritePeriod(gap);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }

    private static void WriteRevokedSiblings(Utf8JsonWriter json, TimelineAnswer answer)
    {
        json.WriteStartArray("validAfterRevocationOf");
        foreach (var revoked in answer.RevokedSiblings)
        {
            json.WriteStartObject();
            json.WriteString("certificate", revoked.Sibling.Fingerprint.ToString());
            json.WriteString("reason", revoked.Reason);
            json.WriteTime("from", revoked.From);
            json.WriteTime("to", revoked.Until);
            json.WriteStrings("stores", revoked.Stores.Select(TimelineAnswer.NameOf));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFormerAnchors(Utf8JsonWriter json, TimelineAnswer answer)
    {
        json.WriteStartArray("formerAnchors");
        foreach (var former in answer.FormerAnchors)
        {
            json.WriteStartObject();
            json.WriteString("certificate", former.Certificate.Fingerprint.ToString());
            json.WriteString("store", former.Store);
            json.WriteTime("anchorUntil", former.Until);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
