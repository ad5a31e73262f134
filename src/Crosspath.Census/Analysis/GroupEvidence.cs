using System.Globalization;
using Crosspath.Census.Owners;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

// The study's authors read these out of logs by hand. The definitions are ours, and docs/census.md publishes them.

/// <summary>Finds what the decision tree does not: revocations that missed, barriers crossed, dates that cannot be, and the
/// like.</summary>
internal sealed class GroupEvidence(TrustTimelines timelines, CensusQuestion question, GroupOwners owners)
{
    // CAs may set notBefore up to 48 hours back (Baseline Requirements 7.1.2.7 and neighbours).
    private static readonly TimeSpan MostBackdating = TimeSpan.FromHours(48);

    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    private readonly Dictionary<Fingerprint, string[]> _storesOf = question.History.Trusts
        .GroupBy(trust => trust.Anchor.Fingerprint)
        .ToDictionary(group => group.Key, group => group.Select(trust => trust.Store).Distinct().ToArray());

    /// <summary>Everything that is found of a group.</summary>
    /// <param name="members">All of its certificates.</param>
    /// <param name="trusted">Those that were ever trusted.</param>
    public IEnumerable<Evidence> Of(IReadOnlyList<Member> members, IReadOnlyList<Member> trusted) =>
        [
            .. Revocations(members, trusted),
            .. Removals(trusted),
            .. Breaches(trusted),
            .. Ownership(trusted),
            .. members.SelectMany(member => Backdated(member, members)),
            .. trusted.SelectMany(Undisclosed),
            .. Algorithms(trusted),
        ];

    private IEnumerable<Evidence> Revocations(IReadOnlyList<Member> members, IReadOnlyList<Member> trusted)
    {
        foreach (var revoked in members)
        {
            var distrusts = question.History.Distrusts.Where(distrust => distrust.Certificate == revoked.Certificate.Fingerprint);
            foreach (var said in distrusts.GroupBy(distrust => (distrust.Reason, distrust.Period.From)))
            {
                foreach (var other in trusted.Where(member => member.Certificate.Fingerprint != revoked.Certificate.Fingerprint))
                {
                    var honouring = other.Timeline.Stores
                        .Where(store => store.Last > said.Key.From
                            && said.Any(distrust => distrust.Store is null || distrust.Store == store.Store))
                        .ToArray();
                    if (honouring.Length == 0) continue;
                    var until = honouring.Max(store => store.Last)!.Value;
                    yield return new Evidence(
                        Category.ValidAfterRevocation,
                        $"{Named(revoked)} {said.Key.Reason} ({Day(said.Key.From)}), but {Named(other)} stayed valid until {Day(until)} in "
                            + Listed(honouring.Select(store => store.Store)),
                        [revoked.Certificate.Fingerprint, other.Certificate.Fingerprint]);
                }
            }
        }
    }

    private IEnumerable<Evidence> Removals(IReadOnlyList<Member> trusted)
    {
        foreach (var root in trusted.Where(member => member.IsAnchor))
        {
            foreach (var store in question.History.Trusts
                .Where(trust => trust.Anchor.Fingerprint == root.Certificate.Fingerprint).GroupBy(trust => trust.Store))
            {
                var removed = store.Max(trust => trust.Period.Until);
                if (removed >= root.Certificate.NotAfter || removed == DateTimeOffset.MaxValue) continue;
                foreach (var other in trusted.Where(member => member.Certificate.Fingerprint != root.Certificate.Fingerprint))
                {
                    var there = other.Timeline.Stores.FirstOrDefault(line => line.Store == store.Key);
                    if (there?.Last is not { } last || last <= removed + OneDay) continue;
                    yield return new Evidence(
                        Category.ValidAfterRevocation,
                        $"{Named(root)} was removed from {store.Key} on {Day(removed)}, but {Named(other)} stayed valid there until {Day(last)}",
                        [root.Certificate.Fingerprint, other.Certificate.Fingerprint]);
                }
            }
        }
    }

    private IEnumerable<Evidence> Breaches(IReadOnlyList<Member> trusted)
    {
        if (question.Realms.Realms.IsEmpty) yield break;
        var realms = trusted.Select(member => (Member: member, Realms: RealmsOf(member))).ToArray();
        // Home is where the CA's own root belongs, else where its oldest certificate leads.
        var home = realms.OrderByDescending(one => one.Member is { IsSelfSigned: true, IsAnchor: true })
            .ThenBy(one => one.Member.Certificate.NotBefore).SelectMany(one => one.Realms).FirstOrDefault();
        if (home is null) yield break;
        foreach (var (member, reached) in realms)
        {
            foreach (var realm in reached.Where(realm => !question.Realms.Allows(home, realm)))
            {
                yield return new Evidence(
                    Category.BarrierBreach,
                    $"{Named(member)} leads from the realm {home} to anchors of the realm {realm}, and no agreement allows that",
                    [member.Certificate.Fingerprint]);
            }
        }
    }

    private string[] RealmsOf(Member member)
    {
        var anchors = member.Issuer is { } issuer && !member.IsSelfSigned
            ? timelines.OfIssuer(issuer).Anchors
                .Where(anchor => anchor.Windows.Any(window => Validity.Of(member.Certificate)?.Intersect(window) is not null))
                .Select(anchor => anchor.Anchor)
            : [];
        if (member.IsAnchor) anchors = anchors.Prepend(member.Certificate);
        return [.. anchors.Select(anchor => question.Realms.RealmOf(anchor, _storesOf[anchor.Fingerprint])).OfType<string>().Distinct()];
    }

    private IEnumerable<Evidence> Ownership(IReadOnlyList<Member> trusted)
    {
        foreach (var member in trusted.Where(member => member.Issuer is not null && !member.IsSelfSigned))
        {
            var until = member.Timeline.LastChainDies!.Value;
            foreach (var change in ChangesOf(member))
            {
                if (change.Date >= until) continue;
                var vouching = owners.OwnerOf(member.Issuer!, change.Date);
                if (vouching is null || vouching == change.To) continue;
                yield return new Evidence(
                    Category.OwnershipChange,
                    $"{change.From} came to {change.To} on {Day(change.Date)}, and {vouching} vouched on by {Named(member)} until {Day(until)}",
                    [member.Certificate.Fingerprint]);
            }
        }
    }

    private IEnumerable<OwnerChange> ChangesOf(Member member)
    {
        if (Validity.Of(member.Certificate) is not { } valid) return [];
        var identity = timelines.Graph.SubjectOf(member.Certificate);
        return timelines.Graph.CertificatesOf(identity)
            .Select(certificate => question.Owners.ChangesOf(certificate.Fingerprint, valid))
            .FirstOrDefault(changes => changes.Count > 0) ?? [];
    }

    private IEnumerable<Evidence> Backdated(Member member, IReadOnlyList<Member> members)
    {
        var certificate = member.Certificate;
        if (NotMadeBefore(member) is not var (bound, why) || certificate.NotBefore + MostBackdating >= bound) yield break;
        // Baseline Requirements 7.1.2.2: a cross-certificate may begin where the CA's existing certificate did.
        var isPermitted = members.Any(other => other.Certificate.Fingerprint != certificate.Fingerprint
            && other.Certificate.NotBefore <= certificate.NotBefore + OneDay);
        yield return new Evidence(
            Category.Backdating,
            $"{Named(member)} says {Day(certificate.NotBefore)}, but cannot have been made before {Day(bound)}: {why}"
                + (isPermitted ? "; permitted by Baseline Requirements 7.1.2.2, since another certificate of the CA began by then" : ""),
            [certificate.Fingerprint]);
    }

    private (DateTimeOffset Bound, string Why)? NotMadeBefore(Member member)
    {
        var bounds = new List<(DateTimeOffset Bound, string Why)>();
        if (member.Certificate.FindExtension(ExtensionOids.SignedCertificateTimestamps) is { } extension
            && SignedCertificateTimestamp.ReadList(extension.Value) is { Count: > 0 } timestamps)
            bounds.Add((timestamps.Min(timestamp => timestamp.Timestamp), "its certificate timestamps are of that day"));
        if (!member.IsSelfSigned && member.Issuer is { } issuer)
        {
            var first = timelines.Graph.CertificatesOf(issuer).Min(certificate => certificate.NotBefore);
            bounds.Add((first, $"no certificate of its issuer {issuer.Subject.FriendlyText} begins earlier"));
        }
        return bounds.Count == 0 ? null : bounds.MaxBy(bound => bound.Bound);
    }

    private IEnumerable<Evidence> Undisclosed(Member member)
    {
        if (question.Owners.Disclosed is not { } disclosed || !member.IsCa || member.IsSelfSigned) yield break;
        if (disclosed.Contains(member.Certificate.Fingerprint)) yield break;
        yield return new Evidence(
            Category.MissingTransparency,
            $"{Named(member)} chains to an anchor, and the CCADB report does not list it",
            [member.Certificate.Fingerprint]);
    }

    private static IEnumerable<Evidence> Algorithms(IReadOnlyList<Member> trusted)
    {
        var signed = trusted.Where(member => !member.IsSelfSigned).ToArray();
        var byAlgorithm = signed
            .GroupBy(member => Convert.ToHexString(member.Certificate.SignatureAlgorithm.Span))
            .Select(group => group.Select(member => member.IssuerKey ?? "").ToHashSet())
            .ToArray();
        if (byAlgorithm.Length < 2 || byAlgorithm[0].Any(issuer => byAlgorithm.All(issuers => issuers.Contains(issuer)))) yield break;
        yield return new Evidence(
            Category.MultipleSignatureAlgorithms,
            $"{byAlgorithm.Length} signature algorithms, and no issuer has used all of them",
            [.. signed.Select(member => member.Certificate.Fingerprint)]);
    }

    private static string Named(Member member) =>
        member.IsSelfSigned
            ? $"the self-signed certificate {member.Certificate.Fingerprint.Short}"
            : $"the certificate {member.Certificate.Fingerprint.Short} by {(member.Issuer?.Subject ?? member.Certificate.Issuer).FriendlyText}";

    private static string Day(DateTimeOffset time) =>
        time.Year == 9999 ? "open end" : time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Listed(IEnumerable<string> stores) => string.Join(", ", stores);
}
