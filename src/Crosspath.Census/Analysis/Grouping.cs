using System.Collections.Immutable;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>Puts certificates of one identity together, and judges the groups that are cross-signed.</summary>
internal sealed class Grouping(TrustTimelines timelines, CensusQuestion question, IReadOnlySet<Fingerprint> leaves)
{
    private readonly CensusRules _rules = question.Rules;
    private readonly GroupOwners _owners = new(timelines.Graph, question.Owners, question.Rules);
    private readonly HashSet<Fingerprint> _anchors = [.. question.History.Trusts.Select(trust => trust.Anchor.Fingerprint)];

    /// <summary>Every cross-signed group, those with the most certificates first.</summary>
    public ImmutableArray<CrossSignGroup> Of(IEnumerable<Certificate> certificates, CancellationToken cancellation)
    {
        var evidence = new GroupEvidence(timelines, question, _owners);
        var groups = new List<CrossSignGroup>();
        foreach (var group in certificates.GroupBy(certificate => IssuerKeys.OfGroup(certificate, _rules)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (group.Key is null || group.Take(2).Count() < 2 || !MayBeCrossSigned(group)) continue;
            Member[] members = [.. group.OrderBy(certificate => certificate.Fingerprint).Select(Read)];
            if (IsCrossSigned(members)) groups.Add(Judge(members, evidence));
        }
        return [.. groups.OrderByDescending(group => group.Members.Length).ThenBy(group => group.Members[0].Certificate.Fingerprint)];
    }

    // Spares the timelines of everything that is only reissued.
    private bool MayBeCrossSigned(IEnumerable<Certificate> group) =>
        group.Select(certificate => IssuerKeyOf(certificate)).OfType<string>().Distinct().Take(2).Count() == 2;

    private bool IsCrossSigned(Member[] members)
    {
        if (_rules.SplitsReissuesGreedily) return true; // two issuers there are
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++)
            {
                if (ReissueRule.IsCrossSign(members[i], members[j])) return true;
            }
        }
        return false;
    }

    private CrossSignGroup Judge(Member[] members, GroupEvidence evidence)
    {
        Member[] trusted = [.. members.Where(member => member.IsTrusted && member.IssuerKey is not null)];
        var sets = _rules.SplitsReissuesGreedily ? ReissueRule.GreedySets(members) : ReissueRule.Cliques(members);
        var group = new CrossSignGroup(members[0].Certificate.Subject, members[0].Certificate.KeyId, [.. members])
        {
            SubGroups = [.. sets.Where(set => set.Select(member => member.IssuerKey).OfType<string>().Distinct().Count() > 1)
                .Select(set => set.Select(member => member.Certificate.Fingerprint).ToImmutableArray())],
        };
        if (trusted.Select(member => member.IssuerKey).Distinct().Count() < 2) return group;
        var (isInternal, isExternal) = _owners.Judge(trusted);
        var purpose = PurposeTree.Classify(trusted, _owners.IsNatural);
        return group with
        {
            IsTrusted = true,
            Roles = RoleRule.Of(trusted),
            IsInternal = isInternal,
            IsExternal = isExternal,
            Evidence = [Explain(purpose, trusted), .. evidence.Of(members, trusted)],
        };
    }

    private Evidence Explain(Category purpose, Member[] trusted)
    {
        var natural = trusted.Where(_owners.IsNatural).Select(member => member.Certificate.Fingerprint.Short).ToArray();
        var first = trusted.Where(member => member.Timeline.Stores.Any(store => !store.Intervals.IsEmpty))
            .MinBy(member => member.Stores.Min(store => store.Spans[0].From));
        var beginning = first is null ? "no store says when" : $"trust begins with {first.Certificate.Fingerprint.Short}";
        var own = natural.Length == 0 ? "no certificate is known to be by the CA's own owner"
            : $"by the CA's own owner: {string.Join(", ", natural)}";
        return new Evidence(purpose, $"{own}; {beginning}", [.. trusted.Select(member => member.Certificate.Fingerprint)]);
    }

    private Member Read(Certificate certificate)
    {
        var graph = timelines.Graph;
        var issuer = graph.IssuerOf(certificate).Issuer;
        var isAnchor = _anchors.Contains(certificate.Fingerprint);
        return new Member(certificate, !leaves.Contains(certificate.Fingerprint), issuer, IssuerKeyOf(certificate))
        {
            IsSelfSigned = issuer is not null && issuer == graph.SubjectOf(certificate),
            Timeline = timelines.Of(certificate),
            IsAnchor = isAnchor,
            HasPath = timelines.OfPaths(certificate).LastChainDies is not null,
        };
    }

    private string? IssuerKeyOf(Certificate certificate) =>
        IssuerKeys.OfIssuer(certificate, timelines.Graph.IssuerOf(certificate).Issuer, _rules);
}
