using System.Collections.Concurrent;
using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

// RFC 5280 section 6 in two parts. What depends on a certificate and its role alone (CertificateChecks) is found once
// for each certificate, however many paths it lies on. What depends on the path is a state that goes from the anchor
// down, certificate by certificate (ValidationState); a whole path is judged by folding it, and the counting of valid
// paths folds many paths at once. Nothing stops at the first fault: a path's findings are all of its faults.

/// <summary>Judges paths for one query's settings.</summary>
internal sealed class PathValidator(
    PathQuery query, TrustGraph graph, DistrustSet distrusts, Func<Certificate, bool> isTrusted)
{
    private readonly CertificateChecks _checks = new(query);
    private readonly StoreTrusts _trusts = new(query, distrusts);
    private readonly ConcurrentDictionary<(Fingerprint, CertificateRole), ImmutableArray<Finding>> _byRole = [];

    private readonly RevocationChecks? _revocation =
        query.RevocationLists.IsEmpty && !query.RequireRevocationLists ? null : new RevocationChecks(query, graph, isTrusted);

    private readonly PolicyInputs _policyInputs = new(
        query.Policies.IsEmpty ? [CertificatePolicies.AnyPolicy] : query.Policies,
        query.RequireExplicitPolicy,
        query.InhibitPolicyMapping,
        query.InhibitAnyPolicy);

    /// <summary>What is found of a certificate in its role, whatever the path.</summary>
    public ImmutableArray<Finding> FindingsOf(Certificate certificate, CertificateRole role)
    {
        var isBare = role == CertificateRole.Anchor && query.AnchorChecks == AnchorChecks.NameAndKey;
        return isBare
            ? []
            : _byRole.GetOrAdd((certificate.Fingerprint, role), _ => _checks.Check(certificate, role));
    }

    /// <summary>Whether a certificate may stand in its role at all.</summary>
    public bool MayStand(Certificate certificate, CertificateRole role) =>
        !FindingsOf(certificate, role).Any(finding => finding.Severity == Severity.Error);

    /// <summary>Whether a certificate may be a target, without keeping what is found: there may be millions. Safe for use by
    /// several threads.</summary>
    public bool MayEnd(Certificate certificate) =>
        !_checks.Check(certificate, CertificateRole.Target).Any(finding => finding.Severity == Severity.Error);

    /// <summary>Whether an anchor's certificate may end a path at all.</summary>
    public bool MayStandAsAnchor(TrustAnchor anchor) => MayStand(anchor.Certificate, CertificateRole.Anchor);

    // Where nothing can ever require a policy, policies never decide, and states are fewer without them.
    private readonly bool _withPolicies =
        query.RequireExplicitPolicy || graph.HasPolicyConstraints;

    /// <summary>The state in which an anchor begins a path to a target: section 6.1.2.</summary>
    public ValidationState Begin(TrustAnchor anchor, Certificate target, ICollection<Finding> found) =>
        Begin(anchor, _trusts.Begin(anchor, target, found));

    private ValidationState Begin(TrustAnchor anchor, StoreSet stores)
    {
        var policies = _withPolicies ? PolicyState.Initial(_policyInputs) : null;
        var start = new ValidationState(
            null, NameConstraintState.None, policies, MaySignLists: true, _trusts.InState(stores));
        return query.AnchorChecks == AnchorChecks.NameAndKey ? start : Constrain(start, anchor.Certificate);
    }

    /// <summary>Goes through an intermediate: sections 6.1.3 (b) to (f) and 6.1.4.</summary>
    public ValidationState Pass(ValidationState state, Certificate certificate, ICollection<Finding> found)
    {
        CheckRevocation(state, certificate, found);
        var isSelfIssued = graph.IsSelfIssued(certificate);
        if (!isSelfIssued) CheckNames(state, certificate, found);
        var pathLength = state.PathLength;
        if (!isSelfIssued && pathLength is { } left)
        {
            if (left == 0)
            {
                found.Add(new Finding("path-too-long", Severity.Error, certificate.Fingerprint,
                    $"{certificate.Subject.FriendlyText} is one CA more than a path length above it allows"));
            }
            pathLength = Math.Max(0, left - 1);
        }
        var policies = NextPolicies(state, certificate, isLast: false, found);
        var stores = state.Stores is { } standing ? _trusts.Pass(standing, certificate, found) : null;
        return Constrain(state with { PathLength = pathLength, Policies = policies, Stores = stores }, certificate);
    }

    /// <summary>Arrives at the target: sections 6.1.3 and 6.1.5, and the name by which it is to be known.</summary>
    /// <returns>The stores that stand behind the path; null where the anchor decides that alone.</returns>
    public StoreSet? Arrive(ValidationState state, Certificate target, ICollection<Finding> found)
    {
        CheckRevocation(state, target, found);
        CheckNames(state, target, found);
        NextPolicies(state, target, isLast: true, found);
        CheckHost(target, found);
        return state.Stores is { } standing ? _trusts.Pass(standing, target, found) : null;
    }

    /// <summary>Judges a path: everything found, from the target to the anchor.</summary>
    public JudgedPath Judge(TrustPath path)
    {
        var certificates = path.Certificates;
        if (certificates.Length == 1) return JudgeTrustedTarget(path);
        var byCertificate = new List<Finding>[certificates.Length];
        var last = certificates.Length - 1;
        byCertificate[last] = [.. FindingsOf(certificates[last], CertificateRole.Anchor)];
        var trusting = _trusts.Begin(path.Anchor, path.Target, byCertificate[last]);
        var state = Begin(path.Anchor, trusting);
        for (var i = last - 1; i > 0; i--)
        {
            byCertificate[i] = [.. FindingsOf(certificates[i], CertificateRole.Intermediate)];
            state = Pass(state, certificates[i], byCertificate[i]);
        }
        byCertificate[0] = [.. FindingsOf(path.Target, CertificateRole.Target)];
        var standing = Arrive(state, path.Target, byCertificate[0]) ?? trusting;
        return new JudgedPath(path, [.. byCertificate.SelectMany(findings => findings)]) { Stores = standing.Names };
    }

    // A target that is an anchor itself: its own dates and purposes, and nobody above it to constrain it.
    private JudgedPath JudgeTrustedTarget(TrustPath path)
    {
        var found = new List<Finding>();
        if (query.AnchorChecks == AnchorChecks.Certificate) found.AddRange(FindingsOf(path.Target, CertificateRole.Target));
        var standing = _trusts.Begin(path.Anchor, path.Target, found);
        CheckHost(path.Target, found);
        return new JudgedPath(path, [.. found]) { Stores = standing.Names };
    }

    // Section 6.1.4 (g) and (m): what a certificate demands of those below it.
    private ValidationState Constrain(ValidationState state, Certificate certificate)
    {
        state = state with { Names = state.Names.With(certificate) };
        if (certificate.PathLength is { } limit && (state.PathLength is not { } current || limit < current))
            state = state with { PathLength = limit };
        return _revocation is null ? state : state with { MaySignLists = RevocationChecks.MaySignLists(certificate) };
    }

    private void CheckRevocation(ValidationState state, Certificate certificate, ICollection<Finding> found)
    {
        if (_revocation?.Check(certificate, state.MaySignLists) is { } finding) found.Add(finding);
    }

    private static void CheckNames(ValidationState state, Certificate certificate, ICollection<Finding> found)
    {
        foreach (var violation in state.Names.Check(certificate))
        {
            found.Add(new Finding(violation.Code, Severity.Error, certificate.Fingerprint,
                $"{certificate.Subject.FriendlyText}: {violation.Message}"));
        }
    }

    private PolicyState? NextPolicies(
        ValidationState state, Certificate certificate, bool isLast, ICollection<Finding> found)
    {
        if (state.Policies is not { } before) return null;
        var after = before.Next(CertificatePolicyView.From(certificate, graph.IsSelfIssued(certificate)), isLast);
        if (after.Failed && !before.Failed)
        {
            found.Add(new Finding("policy", Severity.Error, certificate.Fingerprint,
                $"{certificate.Subject.FriendlyText}: {after.FailureReason}"));
        }
        return after;
    }

    private void CheckHost(Certificate target, ICollection<Finding> found)
    {
        if (query.Host is { } host && !HostName.Matches(target, host))
        {
            found.Add(new Finding("host-mismatch", Severity.Error, target.Fingerprint,
                $"{target.Subject.FriendlyText} is not for {host}"));
        }
    }
}
