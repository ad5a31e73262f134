using Crosspath.Paths.Scenarios;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath diff</c> answers.</summary>
internal static class DiffText
{
    /// <summary>Writes it for people.</summary>
    public static void Write(string before, string after, TrustDifference difference, TextWriter output)
    {
        output.WriteLine($"{Printable.Text(before)} to {Printable.Text(after)}: {difference.Gained.Length} CAs gained trust, {difference.Lost.Length} lost it");
        Write(" + ", difference.Gained, output);
        Write(" - ", difference.Lost, output);
    }

    private static void Write(string mark, IReadOnlyCollection<TrustChange> changes, TextWriter output)
    {
        if (changes.Count > 0) output.WriteLine();
        foreach (var change in changes)
        {
            output.WriteLine($"{mark} {change.Certificate.Fingerprint.Short}  {Printable.Text(change.Identity.Subject.FriendlyText)}");
            output.WriteLine($"     {Printable.Text(change.Because, 400)}");
        }
    }
}
