using System.Text.Json;
using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>What isolates a domain, and when the others notice.</summary>
internal static class CutoffOutput
{
    /// <summary>For people.</summary>
    public static void WriteText(CutoffPlan plan, string file, Terminal terminal)
    {
        using var output = terminal.OpenText();
        if (plan.PathsBefore.IsZero)
        {
            output.WriteLine($"nobody else trusts {plan.Domain}");
            return;
        }
        output.WriteLine($"to isolate {plan.Domain}, revoke{(plan.IsCheapest ? " (nothing less does)" : "")}:");
        foreach (var cross in plan.Cut) output.WriteLine($"  {cross.Domain,-12} {cross.FileName}");
        output.WriteLine($"paths to it from others' anchors: {plan.PathsBefore} now, {plan.PathsAfter} then");
        if (!plan.Rest.IsEmpty)
        {
            output.WriteLine("\nthese end with it:");
            foreach (var cross in plan.Rest) output.WriteLine($"  {cross.Domain,-12} {cross.FileName}");
        }
        output.WriteLine("\nthe others notice, at the latest:");
        foreach (var notice in plan.Notices) output.WriteLine($"  {notice.Viewer,-12} {TextOf(notice)}");
        output.WriteLine(
            $"\nDo it: write 'isolated: true' under {plan.Domain} in {file}, and apply in the other domains");
    }

    /// <summary>As JSON.</summary>
    public static void WriteJson(CutoffPlan plan, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("domain", plan.Domain);
        WriteCrosses(json, "revoke", plan.Cut);
        json.WriteBoolean("fewest", plan.IsCheapest);
        WriteCrosses(json, "alsoEnds", plan.Rest);
        json.WriteStartObject("proof");
        json.WriteString("pathsBefore", plan.PathsBefore.ToString());
        json.WriteString("pathsAfter", plan.PathsAfter.ToString());
        json.WriteEndObject();
        json.WriteStartArray("notices");
        foreach (var notice in plan.Notices)
        {
            json.WriteStartObject();
            json.WriteString("domain", notice.Viewer);
            json.WriteString("certificate", notice.Cross.Certificate.Fingerprint.ToString());
            json.WriteTime("byRevocationList", notice.ByList);
            json.WriteTime("byOcsp", notice.ByOcsp);
            json.WriteTime("newBundle", notice.BundleAt);
            json.WriteTime("withoutChecking", notice.Otherwise);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string TextOf(CutoffNotice notice)
    {
        var ways = new List<string>();
        if (notice.ByList is { } list) ways.Add($"by revocation list {TimeArgument.Text(list)}");
        if (notice.ByOcsp is { } ocsp) ways.Add($"by OCSP {TimeArgument.Text(ocsp)}");
        ways.Add($"new bundle {TimeArgument.Text(notice.BundleAt)}");
        ways.Add($"who checks nothing {TimeArgument.Day(notice.Otherwise)}");
        return $"{string.Join(", ", ways)} ({notice.Cross.FileName})";
    }

    private static void WriteCrosses(Utf8JsonWriter json, string name, IEnumerable<IssuedCross> crosses)
    {
        json.WriteStartArray(name);
        foreach (var cross in crosses)
        {
            json.WriteStartObject();
            json.WriteString("issuer", cross.Domain);
            json.WriteString("name", cross.FileName);
            json.WriteString("sha256", cross.Certificate.Fingerprint.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
