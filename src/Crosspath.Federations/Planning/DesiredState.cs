using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations;

// What there ought to be follows from federation.yaml and the certificates of the roots, and from nothing else: each
// agreement, each of its ways, between each pair of roots that count at that step of a rollover.

/// <summary>The cross-certificates that a federation wants.</summary>
internal static class DesiredState
{
    private const string RolloverName = "rollover";
    private const string OwnCa = "ca";

    /// <summary>All that can be said with the certificates at hand.</summary>
    public static IEnumerable<WantedCross> Of(Federation federation, FederationState state) =>
    [
        .. federation.Agreements.SelectMany(agreement => OfAgreement(agreement, state)),
        .. state.Domains.SelectMany(OfRollover),
    ];

    /// <summary>Whether a name is that of a certificate by which a new root took over one of its domain's CAs.</summary>
    public static bool IsOwnCa(string name) => name.StartsWith($"{RolloverName}.{OwnCa}", StringComparison.Ordinal);

    /// <summary>Domains whose root's certificate is still missing here, with the agreements that wait for it.</summary>
    public static IEnumerable<(string From, string To, string Agreement)> Missing(
        Federation federation, FederationState state) =>
        from agreement in federation.Agreements
        from way in agreement.Ways
        where !IsSuspended(state, way.From, way.To) && state.Of(way.To).Current is null
        select (way.From, way.To, agreement.Name);

    private static bool IsSuspended(FederationState state, string one, string other) =>
        state.Of(one).Domain.IsIsolated || state.Of(other).Domain.IsIsolated;

    private static IEnumerable<WantedCross> OfAgreement(Agreement agreement, FederationState state)
    {
        foreach (var (from, to, constraints) in agreement.Ways)
        {
            if (IsSuspended(state, from, to)) continue;
            foreach (var issuer in Counting(state.Of(from)))
                foreach (var subject in Counting(state.Of(to)))
                    yield return Between(agreement, issuer, subject, constraints, (state.Of(from), state.Of(to)));
        }
    }

    // Until the last step the old root counts; from the second one on the new one does.
    private static IEnumerable<DomainIssuer> Counting(DomainState domain)
    {
        var step = domain.Next is null ? RolloverStep.None : domain.Domain.Rollover!.Step;
        return domain.Issuers.Where(issuer => issuer.IsNext ? step >= RolloverStep.Agree : step < RolloverStep.End);
    }

    private static WantedCross Between(
        Agreement agreement, DomainIssuer issuer, DomainIssuer subject, CrossSignConstraints constraints,
        (DomainState From, DomainState To) domains)
    {
        var (from, to) = domains;
        var name = $"{agreement.Name}.{to.Domain.Name}"
            + (subject.IsNext ? ".next" : "") + (issuer.IsNext ? ".by-next" : "");
        return new WantedCross(name, agreement.Name, issuer, to.Domain.Name, subject.Root)
        {
            Template = agreement.Template,
            Constraints = constraints.Over(Usual(issuer, to.Domain.Realm) with
            {
                ExcludedNames = to.Domain.IsHub && !from.Domain.Realm.IsEmpty
                    ? from.Domain.Realm.ToConstraints()
                    : null,
            }),
            Request = to.Request is { } request && IsFor(request, subject.Root) ? request : null,
            NeedsProof = agreement.NeedsProof,
            RenewBeforeDays = agreement.RenewBeforeDays,
            Waivers = agreement.Waivers,
        };
    }

    // A realm bounds whoever claims it, unless the agreement speaks of names itself. A hub vouches for names of all its
    // members, and so is bounded by what is nobody's business but the signer's own.
    private static CrossSignConstraints Usual(DomainIssuer issuer, Realm realm) => new()
    {
        PermittedNames = realm.IsEmpty ? null : realm.ToConstraints(),
        RevocationLists = issuer.ListAddresses.IsEmpty ? null : issuer.ListAddresses,
        Ocsp = issuer.OcspAddresses.IsEmpty ? null : issuer.OcspAddresses,
        CaIssuers = issuer.CaIssuers.IsEmpty ? null : issuer.CaIssuers,
    };

    private static bool IsFor(SubjectSource request, Certificate root) =>
        request.Name.Span.SequenceEqual(root.Subject.Raw.Span)
        && request.PublicKeyInfo.Span.SequenceEqual(root.PublicKeyInfo.Span);

    private static IEnumerable<WantedCross> OfRollover(DomainState domain)
    {
        if (domain.Current is not { } old || domain.Next is not { } next) yield break;
        var step = domain.Domain.Rollover!.Step;
        if (step is >= RolloverStep.Introduce and < RolloverStep.End)
        {
            yield return Own(domain, "next", old, next.Root, new CrossSignConstraints());
            yield return Own(domain, "old", next, old.Root, new CrossSignConstraints());
        }
        if (step < RolloverStep.Move) yield break;
        for (var i = 0; i < domain.Issuing.Length; i++)
        {
            var issuing = domain.Issuing[i];
            var bounds = new CrossSignConstraints
            {
                PathLength = issuing.PathLength,
                NotAfter = issuing.NotAfter,
                Purposes = issuing.ExtendedKeyUsage.Value is { } usage
                    ? [.. usage.Purposes.Select(purpose => purpose.ToString())]
                    : null,
            };
            yield return Own(domain, FormattableString.Invariant($"{OwnCa}{i + 1}"), next, issuing, bounds);
        }
    }

    private static WantedCross Own(
        DomainState domain, string what, DomainIssuer issuer, Certificate subject, CrossSignConstraints bounds) =>
        new($"{RolloverName}.{what}", RolloverName, issuer, domain.Domain.Name, subject)
        {
            Template = CrossSignTemplate.Find("private")!,
            Constraints = bounds.Over(Usual(issuer, Realm.None)),
        };
}
