using System.Globalization;
using Crosspath.Clients.Serving;

namespace Crosspath.Cli.Output;

/// <summary>Which chain to serve, for people.</summary>
internal static class ServingText
{
    /// <summary>Writes the whole.</summary>
    public static void Write(ServingAnswer answer, TextWriter output)
    {
        var best = answer.Best;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"serve these {best.Certificates.Length} certificates, {best.Bytes:N0} bytes: {answer.Accepts.Count} of {answer.Choice.Clients.Length} clients accept, {Share(best)} of the weight until {answer.Question.Until:yyyy-MM-dd}"));
        output.WriteLine();
        foreach (var certificate in best.Certificates)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {certificate.Fingerprint.Short}  {Printable.Text(certificate.Subject.FriendlyText)} by {Printable.Text(certificate.Issuer.FriendlyText)}, until {certificate.NotAfter:yyyy-MM-dd}"));
        }
        if (answer.RootOf(best) is { } root) output.WriteLine($"  leads to the root {Printable.Text(root.Subject.FriendlyText)} [key {root.KeyId.Short}]");
        WriteRejects(answer, output);
        foreach (var breakage in best.Breaks)
            output.WriteLine($"\nbreaks on {breakage.Date.UtcDateTime:yyyy-MM-dd} for {string.Join(", ", breakage.Clients)}");
        WriteAlternatives(answer, output);
        if (answer.Warnings.Count > 0) output.WriteLine();
        foreach (var warning in answer.Warnings) output.WriteLine($"note: {Printable.Text(warning, 400)}");
    }

    private static void WriteRejects(ServingAnswer answer, TextWriter output)
    {
        if (answer.Rejects.Count == 0) return;
        output.WriteLine("\nrejected by");
        foreach (var same in answer.Rejects.GroupBy(reject => reject.Reason))
            output.WriteLine($"  {string.Join(", ", same.Select(reject => reject.Client))}: {Printable.Text(same.Key, 200)}");
    }

    private static void WriteAlternatives(ServingAnswer answer, TextWriter output)
    {
        var others = answer.Alternatives.ToArray();
        if (others.Length == 0) return;
        output.WriteLine("\nother chains");
        foreach (var other in others)
        {
            var name = answer.FileOf(other) is { } file ? Printable.Text(file) : string.Join(' ', other.Certificates.Skip(1).Select(certificate => certificate.Fingerprint.Short));
            var root = answer.RootOf(other) is { } identity ? $" to {Printable.Text(identity.Subject.FriendlyText)} [key {identity.KeyId.Short}]" : "";
            output.WriteLine($"  {Share(other),6}  leaf {name}{root}: {Printable.Text(answer.TradesOf(other), 300)}");
        }
    }

    private static string Share(ServedList list) => string.Create(CultureInfo.InvariantCulture, $"{list.Score * 100:0.#} %");
}
