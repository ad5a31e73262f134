using System.Collections.Immutable;
using Crosspath.Paths;

namespace Crosspath.Federations;

/// <summary>Whether members of a domain trust a workload for a purpose.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Domain">Whose members.</param>
/// <param name="Purpose">For what.</param>
/// <param name="IsTrusted">Whether there is a valid path, found by exhaustive search.</param>
/// <param name="Reason">Why not; empty when there is one.</param>
public sealed record TrustCell(string Workload, string Domain, Purpose Purpose, bool IsTrusted, string Reason)
{
    /// <summary>The path; null without one.</summary>
    public JudgedPath? Path { get; init; }

    /// <summary>What each client does with the chain that the workload serves; empty for purposes other than TLS
    /// servers', which the clients are not known for.</summary>
    public ImmutableSortedDictionary<string, bool> Clients { get; init; } =
        ImmutableSortedDictionary<string, bool>.Empty;
}
