using Crosspath.Paths;

namespace Crosspath.Federations;

/// <summary>A server or client of a domain, by a sample of its certificates.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Domain">Where it is at home.</param>
/// <param name="LeafFile">Its certificate.</param>
public sealed record Workload(string Name, string Domain, string LeafFile)
{
    /// <summary>The name by which others call it; null to leave it unchecked.</summary>
    public string? Host { get; init; }

    /// <summary>What its certificate is for; more than one for mutual TLS.</summary>
    public IReadOnlyList<Purpose> Purposes { get; init; } = [Purpose.ServerAuth];
}
