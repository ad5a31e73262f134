using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>What is in force, until when, and what is due.</summary>
/// <param name="Domains">In the order of the federation.</param>
/// <param name="Crosses">What is in force, or soon will be; soonest end first.</param>
public sealed record FederationStatus(ImmutableArray<DomainStatus> Domains, ImmutableArray<CrossStatus> Crosses)
{
    /// <summary>Looks.</summary>
    public static FederationStatus Of(
        Federation federation, FederationState state, FederationFolder folder, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(folder);
        var wanted = DesiredState.Of(federation, state).ToList();
        var domains = state.Domains.Select(domain => new DomainStatus(
            domain.Domain.Name, [.. domain.Issuers], Pending(folder.PendingOf(domain.Domain.Name))));
        var crosses = state.Crosses
            .Where(cross => cross.RevokedAt is null && cross.Certificate.NotAfter >= now)
            .Select(cross => new CrossStatus(cross, DueAt(cross, wanted)))
            .OrderBy(cross => cross.Cross.Certificate.NotAfter)
            .ThenBy(cross => cross.Cross.FileName, StringComparer.Ordinal);
        return new FederationStatus([.. domains], [.. crosses]);
    }

    private static DateTimeOffset? DueAt(IssuedCross cross, List<WantedCross> wanted) =>
        wanted.Find(other => other.Name == cross.Name && other.Issuer.Domain == cross.Domain) switch
        {
            null => null,
            { Constraints.NotAfter: not null } => null, // the agreement ends there
            var other => cross.Certificate.NotAfter.AddDays(-other.RenewBeforeDays),
        };

    private static ImmutableArray<string> Pending(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.tbs").Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];
}

/// <summary>How a domain stands.</summary>
/// <param name="Domain">Its name.</param>
/// <param name="Issuers">Its roots with their revocation lists; none while its root is not here.</param>
/// <param name="Pending">What waits for a signature.</param>
public sealed record DomainStatus(string Domain, ImmutableArray<DomainIssuer> Issuers, ImmutableArray<string> Pending);

/// <summary>How a cross-certificate stands.</summary>
/// <param name="Cross">It.</param>
/// <param name="DueAt">From when on its renewal is due; null when it will not be renewed.</param>
public sealed record CrossStatus(IssuedCross Cross, DateTimeOffset? DueAt);
