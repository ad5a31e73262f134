using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>Plans of a federation, for people.</summary>
internal static class FederationPlanText
{
    private const int Longest = 400;

    /// <summary>Writes a plan with its matrices.</summary>
    public static void Write(FederationPlanAnswer answer, Terminal terminal)
    {
        using var output = terminal.OpenText();
        output.WriteLine(answer.Plan.IsEmpty
            ? $"{answer.Input.Federation.Name}: everything is as it ought to be"
            : $"{answer.Input.Federation.Name}: to be done");
        WriteActions(answer.Plan.Actions, output);
        if (answer.Before.Cells.Length == 0) return;
        output.WriteLine();
        TrustMatrixText.Write(answer.Before, answer.After, output);
        if (!answer.Plan.IsEmpty) output.WriteLine($"\nDo it: crosspath federation apply {answer.Input.Path}");
    }

    /// <summary>Writes what was done.</summary>
    public static void Write(
        IReadOnlyCollection<PlannedAction> done, IReadOnlyCollection<string> open, Terminal terminal)
    {
        using var output = terminal.OpenText();
        output.WriteLine(done.Count == 0 ? "nothing to do" : "done");
        WriteActions(done, output);
        foreach (var waiting in open.Distinct()) output.WriteLine($"  open: {Printable.Text(waiting, Longest)}");
    }

    private static void WriteActions(IEnumerable<PlannedAction> actions, StreamWriter output)
    {
        foreach (var action in actions)
        {
            var (kind, text) = (FederationWords.KindOf(action), FederationWords.TextOf(action));
            output.WriteLine(Printable.Text($"  {action.Domain,-12} {kind,-10} {text}", Longest));
        }
    }
}
