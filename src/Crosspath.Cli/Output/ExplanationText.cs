using Crosspath.Paths.Explanation;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What was tried and what would help, for people.</summary>
internal static class ExplanationText
{
    /// <summary>Writes it.</summary>
    public static void Write(PathExplanation explanation, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("issuers considered:");
        Certificate? current = null;
        foreach (var attempt in explanation.Attempts)
        {
            if (!attempt.Certificate.Equals(current))
            {
                current = attempt.Certificate;
                output.WriteLine($"  for {Printable.Text(current.Subject.FriendlyText)} [{current.Fingerprint.Short}]");
            }
            var candidate = attempt.Candidate is { } tried ? $" [{tried.Fingerprint.Short}]" : "";
            output.WriteLine($"    {attempt.Outcome,-14}{candidate} {Printable.Text(attempt.Reason)}");
        }
        if (explanation.Fixes.IsEmpty) return;
        output.WriteLine();
        output.WriteLine("what would make it a yes:");
        foreach (var fix in explanation.Fixes)
            output.WriteLine($"  {(fix.IsProven ? "" : "perhaps: ")}{Sentence(fix)}");
    }

    private static string Sentence(Fix fix) =>
        string.Concat(FixText.Of(fix).Where(character => !char.IsControl(character)));
}
