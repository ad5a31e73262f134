using System.Text.Json;
using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>Plans of a federation as JSON.</summary>
internal static class FederationPlanJson
{
    /// <summary>Writes a plan with its matrices.</summary>
    public static void Write(FederationPlanAnswer answer, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("federation", answer.Input.Federation.Name);
        json.WriteTime("at", answer.Input.Now);
        json.WriteBoolean("isEmpty", answer.Plan.IsEmpty);
        WriteActions(json, answer.Plan.Actions);
        WriteMatrix(json, "before", answer.Before);
        WriteMatrix(json, "after", answer.After);
        json.WriteEndObject();
    });

    /// <summary>Writes what was done.</summary>
    public static void Write(
        IReadOnlyCollection<PlannedAction> done, IReadOnlyCollection<string> open, Stream output) =>
        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            WriteActions(json, done);
            json.WriteStrings("open", open.Distinct());
            json.WriteEndObject();
        });

    private static void WriteActions(Utf8JsonWriter json, IEnumerable<PlannedAction> actions)
    {
        json.WriteStartArray("actions");
        foreach (var action in actions)
        {
            json.WriteStartObject();
            json.WriteString("domain", action.Domain);
            json.WriteString("action", FederationWords.KindOf(action));
            json.WriteString("text", FederationWords.TextOf(action));
            if (action is PlannedAction.Issue issue) WriteIssue(json, issue);
            if (action is PlannedAction.Revoke revoke)
                json.WriteString("certificate", revoke.Cross.Certificate.Fingerprint.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteIssue(Utf8JsonWriter json, PlannedAction.Issue issue)
    {
        json.WriteString("agreement", issue.Wanted.Agreement);
        json.WriteString("to", issue.Wanted.To);
        json.WriteString("subject", issue.Wanted.Subject.Subject.ToString());
        json.WriteTime("notBefore", issue.Plan.Preview.NotBefore);
        json.WriteTime("notAfter", issue.Plan.Preview.NotAfter);
        json.WriteStrings("notes", issue.Plan.Notes);
    }

    private static void WriteMatrix(Utf8JsonWriter json, string name, TrustMatrix matrix)
    {
        json.WriteStartArray(name);
        foreach (var cell in matrix.Cells)
        {
            json.WriteStartObject();
            json.WriteString("workload", cell.Workload);
            json.WriteString("purpose", cell.Purpose.Name);
            json.WriteString("domain", cell.Domain);
            json.WriteBoolean("trusted", cell.IsTrusted);
            if (cell.IsTrusted)
                json.WriteStrings("path", cell.Path!.Path.Certificates.Select(one => one.Fingerprint.ToString()));
            else json.WriteString("reason", cell.Reason);
            json.WriteStartObject("clients");
            foreach (var (client, accepts) in cell.Clients) json.WriteBoolean(client, accepts);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
