using System.Collections.Immutable;
using Crosspath.Paths.Timelines;
using Crosspath.X509;

namespace Crosspath.Paths.Scenarios;

/// <summary>Certificates, trust and a time: one side of a comparison.</summary>
/// <param name="Graph">The certificates at hand.</param>
/// <param name="History">Who trusts whom.</param>
/// <param name="At">The instant that is asked about.</param>
public sealed record TrustSituation(TrustGraph Graph, TrustHistory History, DateTimeOffset At);

/// <summary>A CA that is trusted on one side only.</summary>
/// <param name="Identity">The CA.</param>
/// <param name="Certificate">Its certificate through which it is trusted there.</param>
/// <param name="Because">What made the difference, in words.</param>
public sealed record TrustChange(Identity Identity, Certificate Certificate, string Because);

/// <summary>Which CAs gained or lost trust between two situations. A CA is trusted when one of its certificates has a valid
/// path.</summary>
/// <param name="Gained">Trusted after, not before.</param>
/// <param name="Lost">Trusted before, not after.</param>
public sealed record TrustDifference(ImmutableArray<TrustChange> Gained, ImmutableArray<TrustChange> Lost)
{
    /// <summary>Compares two situations.</summary>
    public static TrustDifference Between(
        TrustSituation before, TrustSituation after, TimelineQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(question);
        var was = new Side(before, question, cancellation);
        var becomes = new Side(after, question, cancellation);
        return new TrustDifference([.. becomes.Without(was)], [.. was.Without(becomes)]);
    }

    private sealed class Side
    {
        private readonly TrustSituation _situation;
        private readonly TimelineQuestion _question;
        private readonly ImmutableArray<TrustAnchor> _anchors;
        private readonly ILookup<Fingerprint, Distrust> _distrusts;
        private readonly TrustPaths _paths;
        private readonly OrderedDictionary<(Name, Fingerprint), (Identity Identity, Certificate Certificate)> _trusted = [];

        public Side(TrustSituation situation, TimelineQuestion question, CancellationToken cancellation)
        {
            (_situation, _question) = (situation, question);
            _anchors = [.. situation.History.AnchorsAt(situation.At)
                .Where(anchor => situation.Graph.TryFind(anchor.Certificate.Fingerprint, out _))];
            var distrusts = situation.History.DistrustsAt(situation.At);
            _distrusts = distrusts.ToLookup(distrust => distrust.Certificate);
            _paths = new TrustPaths(situation.Graph, _anchors, distrusts);
            var timelines = new TrustTimelines(situation.Graph, situation.History, question);
            foreach (var identity in situation.Graph.Identities)
            {
                foreach (var certificate in situation.Graph.CertificatesOf(identity))
                {
                    if (!timelines.Of(certificate, cancellation).IsTrustedAt(situation.At)) continue;
                    _trusted.TryAdd((identity.Subject, identity.KeyId), (identity, certificate));
                    break;
                }
            }
        }

        /// <summary>What is trusted on this side and not on the other.</summary>
        public IEnumerable<TrustChange> Without(Side other)
        {
            foreach (var (key, (identity, certificate)) in _trusted)
            {
                if (other._trusted.ContainsKey(key)) continue;
                var path = _paths.Find(Query(certificate)).First(path => path.IsValid);
                yield return new TrustChange(identity, certificate, Reason(path, other));
            }
        }

        private PathQuery Query(Certificate target) => new(target, _situation.At)
        {
            Purpose = _question.Purpose,
            AnchorChecks = _question.AnchorChecks,
        };

        // From the anchor down: the first thing on the path that the other side lacks.
        private static string Reason(JudgedPath path, Side other)
        {
            var anchor = path.Path.Anchor.Certificate;
            var itself = path.Path.Certificates.Length == 1;
            var stores = path.Stores.IsEmpty ? "the roots given" : string.Join(", ", path.Stores);
            if (other.ReasonAgainst(path.Path.Anchor, path.Path.Target) is { } lacking)
                return (itself ? $"it is an anchor of {stores}" : $"it is below {anchor.Subject.FriendlyText}, an anchor of {stores}")
                    + $"; on the other side {(itself ? "it" : "that")} is {lacking}";
            for (var i = path.Path.Certificates.Length - 1; i >= 0; i--)
            {
                var certificate = path.Path.Certificates[i];
                if (other.ReasonAgainst(certificate) is { } fault)
                    return $"its path leads over {Describe(certificate, i == 0 && itself)}, which on the other side {fault}";
            }
            return "its path is not valid on the other side as a whole";
        }

        private static string Describe(Certificate certificate, bool isAnchor) => isAnchor || certificate.IsSelfIssued
            ? $"{certificate.Subject.FriendlyText}"
            : $"the certificate of {certificate.Subject.FriendlyText} by {certificate.Issuer.FriendlyText}";

        private string? ReasonAgainst(TrustAnchor anchor, Certificate target)
        {
            var here = _anchors.Where(own => own.Certificate.KeyId == anchor.Certificate.KeyId
                && own.Certificate.Subject.Equals(anchor.Certificate.Subject)).ToArray();
            if (here.Length == 0) return "no anchor";
            var trusts = here.SelectMany(own => own.Trusts).ToArray();
            return trusts.Any(trust => trust.Limits.WhyNot(_question.Purpose, target, _situation.At) is null)
                ? null
                : trusts[0].Limits.WhyNot(_question.Purpose, target, _situation.At);
        }

        private string? ReasonAgainst(Certificate certificate)
        {
            if (!_situation.Graph.TryFind(certificate.Fingerprint, out _)) return "is not at hand";
            if (_situation.At < certificate.NotBefore) return $"is not valid before {certificate.NotBefore:yyyy-MM-dd}";
            if (certificate.NotAfter < _situation.At) return $"expired on {certificate.NotAfter:yyyy-MM-dd}";
            return _distrusts[certificate.Fingerprint].FirstOrDefault()?.Reason;
        }
    }
}
