using System.Text.Json;
using Crosspath.Paths.Scenarios;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath diff</c> answers.</summary>
internal static class DiffOutput
{
    /// <summary>Writes it for people.</summary>
    public static void WriteText(string before, string after, TrustDifference difference, TextWriter output)
    {
        output.WriteLine($"{Printable.Text(before)} to {Printable.Text(after)}: {difference.Gained.Length} CAs gained trust, {difference.Lost.Length} lost it");
        Write(" + ", difference.Gained, output);
        Write(" - ", difference.Lost, output);
    }

    /// <summary>Writes it as JSON.</summary>
    public static void WriteJson(string before, string after, TrustDifference difference, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("before", before);
        json.WriteString("after", after);
        Write(json, "gained", difference.Gained);
        Write(json, "lost", difference.Lost);
        json.WriteEndObject();
    });

    private static void Write(string mark, IReadOnlyCollection<TrustChange> changes, TextWriter output)
    {
        if (changes.Count > 0) output.WriteLine();
        foreach (var change in changes)
        {
            output.WriteLine($"{mark} {change.Certificate.Fingerprint.Short}  {Printable.Text(change.Identity.Subject.FriendlyText)}");
            output.WriteLine($"     {Printable.Text(change.Because, 400)}");
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<TrustChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("identity", change.Identity.KeyId.ToString());
            json.WriteString("subject", change.Identity.Subject.ToString());
            json.WriteString("certificate", change.Certificate.Fingerprint.ToString());
            json.WriteString("because", change.Because);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
