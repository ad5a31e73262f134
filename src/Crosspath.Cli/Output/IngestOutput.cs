using Crosspath.Census.Ingest;

namespace Crosspath.Cli.Output;

/// <summary>What an ingest did, for people and for programs.</summary>
internal static class IngestOutput
{
    /// <summary>Writes text.</summary>
    public static void WriteText(IngestReport report, TextWriter output)
    {
        output.WriteLine($"{report.Added:N0} added, {report.Duplicates:N0} there already, {report.Rejected:N0} rejected");
        var precertificates = report.Precertificates > 0 ? $", {report.Precertificates:N0} precertificates" : "";
        // A rate of less than a second's work says nothing.
        var rate = report.Elapsed.TotalSeconds < 1 ? ""
            : $" in {report.Elapsed.TotalSeconds:0.0} s: {report.PerSecond:N0} a second";
        output.WriteLine($"of CAs {report.Cas:N0}, leaves {report.Leaves:N0}{precertificates}{rate}");
    }

    /// <summary>Writes the contract's JSON.</summary>
    public static void WriteJson(IngestReport report, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("read", report.Read);
        json.WriteNumber("added", report.Added);
        json.WriteNumber("duplicates", report.Duplicates);
        json.WriteNumber("rejected", report.Rejected);
        json.WriteNumber("caCertificates", report.Cas);
        json.WriteNumber("leafCertificates", report.Leaves + report.Precertificates);
        json.WriteNumber("precertificates", report.Precertificates);
        json.WriteNumber("perSecond", (long)report.PerSecond);
        json.WriteStartArray("failures");
        foreach (var failure in report.Failures)
        {
            json.WriteStartObject();
            json.WriteString("source", failure.Source);
            json.WriteString("reason", failure.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
