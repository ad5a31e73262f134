using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Everything that the files say at one moment. There is no other memory: a run that was interrupted is
/// continued from here.</summary>
/// <param name="Domains">In the order of the federation.</param>
/// <param name="Leaves">The workloads' certificates, by the workloads' names.</param>
/// <param name="Problems">Files that are damaged, or are not what they should be.</param>
public sealed record FederationState(
    ImmutableArray<DomainState> Domains, ImmutableDictionary<string, Certificate> Leaves,
    ImmutableArray<string> Problems)
{
    /// <summary>A domain by its name.</summary>
    public DomainState Of(string domain) => Domains.First(state => state.Domain.Name == domain);

    /// <summary>Every cross-certificate.</summary>
    public IEnumerable<IssuedCross> Crosses => Domains.SelectMany(domain => domain.Crosses);

    /// <summary>Reads the files.</summary>
    public static FederationState Read(Federation federation, FederationFolder folder)
    {
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(folder);
        return new FederationStateReader(federation, folder).Read();
    }
}
