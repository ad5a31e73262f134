using System.Text.Json;
using Crosspath.Clients.Scenarios;
using Crosspath.Testing;

namespace Crosspath.Clients.Tests;

/// <summary>The recorded lab: scenarios, and what real clients did with them.</summary>
internal static class Lab
{
    private static readonly Lazy<IReadOnlyList<LabCell>> LazyCells = new(ReadCells);
    private static readonly Lazy<IReadOnlyDictionary<string, LabScenario>> LazyScenarios = new(ReadScenarios);

    /// <summary>Every recorded verdict that the client repeats.</summary>
    public static IReadOnlyList<LabCell> Cells => LazyCells.Value;

    /// <summary>The scenarios by their ids.</summary>
    public static IReadOnlyDictionary<string, LabScenario> Scenarios => LazyScenarios.Value;

    /// <summary>The clients of the lab.</summary>
    public static IReadOnlyList<string> Clients => [.. Cells.Select(cell => cell.Client).Distinct()];

    /// <summary>What a client is predicted to do: "accept leaf int root" in the lab's labels, or "reject".</summary>
    public static string Predict(string client, LabScenario scenario, bool withChain = true)
    {
        using var simulator = new ClientSimulator(scenario.Request);
        var prediction = simulator.Predict(ProfileCatalogue.BuiltIn.Find(client)!);
        if (!prediction.IsAccepted) return "reject";
        if (!withChain) return "accept";
        var labels = prediction.Chain.Select(certificate => scenario.Labels[certificate.Fingerprint]);
        return $"accept {string.Join(' ', labels)}";
    }

    private static List<LabCell> ReadCells()
    {
        using var results = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("clientlab", "results.json")));
        var cells = new List<LabCell>();
        foreach (var result in results.RootElement.GetProperty("results").EnumerateArray())
        {
            var verdict = result.GetProperty("verdict").GetString()!;
            if (verdict == "timeout" || result.TryGetProperty("varies", out _)) continue;
            var chain = result.TryGetProperty("chain", out var labels)
                ? string.Join(' ', labels.EnumerateArray().Select(label => label.GetString()))
                : "";
            var answer = verdict == "accept" && chain.Length > 0 ? $"accept {chain}" : verdict;
            var client = result.GetProperty("client").GetString()!;
            cells.Add(new LabCell(client, result.GetProperty("scenario").GetString()!, answer, chain.Length > 0));
        }
        return cells;
    }

    private static Dictionary<string, LabScenario> ReadScenarios() =>
        Directory.GetDirectories(SharedData.PathOf("clientlab", "scenarios"))
            .Select(folder => Path.Combine(folder, "scenario.json"))
            .Select(file => LabScenario.TryRead(file, out var scenario, out var error)
                ? scenario!
                : throw new InvalidDataException(error))
            .ToDictionary(scenario => scenario.Id);
}

/// <summary>What one client did in one scenario.</summary>
/// <param name="Answer">As <see cref="Lab.Predict"/> has it.</param>
/// <param name="HasChain">Whether the client reveals its chain.</param>
internal sealed record LabCell(string Client, string Scenario, string Answer, bool HasChain);
