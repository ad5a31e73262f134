using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>PKIs and the cross-signing agreements between them, as somebody wants them to be: the content of
/// federation.yaml.</summary>
public sealed record Federation
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The PKIs, in the order of the file.</summary>
    public required ImmutableArray<FederationDomain> Domains { get; init; }

    /// <summary>Who signs whom.</summary>
    public ImmutableArray<Agreement> Agreements { get; init; } = [];

    /// <summary>Sample leaf certificates, by which trust is measured.</summary>
    public ImmutableArray<Workload> Workloads { get; init; } = [];

    /// <summary>What must hold.</summary>
    public ImmutableArray<Expectation> Expectations { get; init; } = [];

    /// <summary>A domain by its name; null when there is none.</summary>
    public FederationDomain? Find(string domain) => Domains.FirstOrDefault(known => known.Name == domain);
}
