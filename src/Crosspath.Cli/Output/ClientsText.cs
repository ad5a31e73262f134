using Crosspath.Clients;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath clients</c> tells people: how many accept, a line a client, and steps when asked
/// for.</summary>
internal static class ClientsText
{
    /// <summary>Writes one answer.</summary>
    /// <param name="scenario">The scenario's id; null without one.</param>
    /// <param name="predictions">A client each.</param>
    /// <param name="traced">The client whose steps are shown; empty for all, null for none.</param>
    public static void Write(
        string? scenario, IReadOnlyList<ClientPrediction> predictions, string? traced, TextWriter output)
    {
        var accepted = predictions.Count(prediction => prediction.IsAccepted);
        var name = scenario is null ? "" : $"{Printable.Text(scenario)}    ";
        output.WriteLine($"{name}{accepted} of {predictions.Count} clients accept");
        output.WriteLine();
        var width = predictions.Max(prediction => Name(prediction).Length);
        foreach (var prediction in predictions)
        {
            var mark = prediction.IsAccepted ? "ok" : "--";
            output.WriteLine($" {mark}  {Name(prediction).PadRight(width)}  {Answer(prediction)}");
            if (traced?.Length == 0 || traced == prediction.Client) WriteTrace(prediction, output);
        }
        if (traced is null && predictions.FirstOrDefault(prediction => !prediction.IsAccepted) is { } rejected)
            output.WriteLine($"\nstep by step:  add --trace {rejected.Client}");
    }

    private static string Name(ClientPrediction prediction) =>
        prediction.IsMeasured ? prediction.Client : $"{prediction.Client} (not measured)";

    private static string Answer(ClientPrediction prediction) => prediction.IsAccepted
        ? string.Join(" < ", prediction.Chain.Select(certificate => Printable.Text(certificate.Subject.FriendlyText)))
        : Printable.Text(prediction.Reason, 200);

    private static void WriteTrace(ClientPrediction prediction, TextWriter output)
    {
        foreach (var step in prediction.Trace)
        {
            var certificate = step.Certificate is { } about
                ? $"{Printable.Text(about.Subject.FriendlyText)} [{about.Fingerprint.Short}]: "
                : "";
            var action = step.Action.ToString().ToLowerInvariant();
            output.WriteLine($"       {action,-6} {certificate}{Printable.Text(step.Text, 300)}");
        }
    }
}
