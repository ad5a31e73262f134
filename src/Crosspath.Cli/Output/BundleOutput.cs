using System.Collections.Immutable;
using Crosspath.Clients.Serving;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What was found of a served bundle.</summary>
internal static class BundleOutput
{
    /// <summary>Writes text.</summary>
    public static void WriteText(ImmutableArray<BundleFault> faults, ServingChoice choice, TextWriter output)
    {
        var served = choice.Ranked[0];
        var accepting = choice.Clients.Where((_, c) => served.Verdicts[c][0].IsAccepted).Count();
        output.WriteLine($"{served.Certificates.Length} certificates, {served.Bytes:N0} bytes: {accepting} of {choice.Clients.Length} clients accept");
        if (faults.Length > 0) output.WriteLine();
        foreach (var fault in faults)
            output.WriteLine($"  {(fault.Severity == Severity.Error ? "error  " : "warning")}  {fault.Code}: {Printable.Text(fault.Message, 300)}");
        foreach (var same in Rejected(choice).GroupBy(reject => reject.Reason))
            output.WriteLine($"\nrejected by {string.Join(", ", same.Select(reject => reject.Client))}: {Printable.Text(same.Key, 200)}");
        foreach (var breakage in served.Breaks)
            output.WriteLine($"\nbreaks on {breakage.Date.UtcDateTime:yyyy-MM-dd} for {string.Join(", ", breakage.Clients)}");
    }

    /// <summary>Writes a document.</summary>
    public static void WriteJson(ImmutableArray<BundleFault> faults, ServingChoice choice, Stream output) => JsonOutput.Write(output, json =>
    {
        var served = choice.Ranked[0];
        json.WriteStartObject();
        json.WriteStrings("served", served.Certificates.Select(certificate => certificate.Fingerprint.ToString()));
        json.WriteNumber("bytes", served.Bytes);
        json.WriteBoolean("passed", !faults.Any(fault => fault.Severity == Severity.Error));
        json.WriteStartArray("findings");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("code", fault.Code);
            json.WriteString("severity", fault.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("certificate", fault.Certificate?.Fingerprint.ToString());
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStrings("accepts", choice.Clients.Where((_, c) => served.Verdicts[c][0].IsAccepted).Select(client => client.Name));
        json.WriteStartObject("rejects");
        foreach (var (client, reason) in Rejected(choice)) json.WriteString(client, reason);
        json.WriteEndObject();
        json.WriteStartArray("breaksOn");
        foreach (var breakage in served.Breaks)
        {
            json.WriteStartObject();
            json.WriteTime("date", breakage.Date);
            json.WriteStrings("clients", breakage.Clients);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static IEnumerable<(string Client, string Reason)> Rejected(ServingChoice choice) =>
        choice.Clients.Index().Select(client => (client.Item.Name, Verdict: choice.Ranked[0].Verdicts[client.Index][0]))
            .Where(client => !client.Verdict.IsAccepted).Select(client => (client.Name, client.Verdict.Reason));
}
