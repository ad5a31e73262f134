using System.Collections.Immutable;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>What is known here of a domain, out of files.</summary>
/// <param name="Domain">What it is to be.</param>
public sealed record DomainState(FederationDomain Domain)
{
    /// <summary>Its roots, the present one first; none while no certificate of it is here.</summary>
    public ImmutableArray<DomainIssuer> Issuers { get; init; } = [];

    /// <summary>Certificates of its CAs below the root.</summary>
    public ImmutableArray<Certificate> Issuing { get; init; } = [];

    /// <summary>Further anchors.</summary>
    public ImmutableArray<Certificate> Trust { get; init; } = [];

    /// <summary>What it issued to others.</summary>
    public ImmutableArray<IssuedCross> Crosses { get; init; } = [];

    /// <summary>Its request; null when there is none.</summary>
    public SubjectSource? Request { get; init; }

    /// <summary>The present root; null while its certificate is not here.</summary>
    public DomainIssuer? Current => Issuers.FirstOrDefault(issuer => !issuer.IsNext);

    /// <summary>The root that is to take over; null when there is none.</summary>
    public DomainIssuer? Next => Issuers.FirstOrDefault(issuer => issuer.IsNext);

    /// <summary>Every CA certificate that is the domain's own: roots and those below.</summary>
    public IEnumerable<Certificate> Own => [.. Issuers.Select(issuer => issuer.Root), .. Issuing];

    /// <summary>Its members' anchors.</summary>
    public IEnumerable<Certificate> Anchors
    {
        get
        {
            var step = Domain.Rollover?.Step ?? RolloverStep.None;
            foreach (var issuer in Issuers)
            {
                if (issuer.IsNext ? step >= RolloverStep.Trust : step < RolloverStep.Withdraw || Next is null)
                    yield return issuer.Root;
            }
            foreach (var anchor in Trust) yield return anchor;
        }
    }
}
