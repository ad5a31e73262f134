using Crosspath.Cli.Output;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Links the certificates of a command, with progress, and remembered verdicts.</summary>
internal static class GraphInput
{
    /// <summary>Builds the graph.</summary>
    /// <param name="verdicts">Where verdicts are remembered; null for nowhere.</param>
    public static TrustGraph Build(
        IReadOnlyList<Certificate> certificates, VerdictFile? verdicts, Terminal terminal, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("signatures verified", terminal);
        var options = new GraphOptions { Memory = verdicts?.Read(), Progress = progress };
        var graph = TrustGraph.Build(certificates, options, cancellation);
        if (options.Memory is { HasNew: true } memory) verdicts!.Write(memory);
        if (graph.Exhausted is { } budget)
            terminal.Error.WriteLine($"crosspath: too many CAs of one name: {budget}, some issuers are not settled");
        return graph;
    }
}
