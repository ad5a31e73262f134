using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations;

// That something cannot happen is proved by trying it: for every CA of every domain a leaf is made up that it could
// issue, with names of its own realm, of the others' and of nobody's, good for every purpose and under every policy;
// and every path of it from every other domain's anchors is searched. Shorter chains are the less constrained ones, so
// what no root could do, no CA below it can; each CA is asked nevertheless.

/// <summary>Proves that a federation does what it should, and nothing else; or shows the path that says
/// otherwise.</summary>
public sealed class FederationVerifier
{
    private const string NobodysHost = "www.crosspath-probe.invalid"; // RFC 2606 section 2: never anybody's

    private static readonly Purpose[] Purposes =
        [Purpose.ServerAuth, Purpose.ClientAuth, Purpose.EmailProtection, Purpose.CodeSigning];

    private readonly Federation _federation;
    private readonly DateTimeOffset _now;
    private readonly List<Probe> _probes = [];
    private readonly List<Violation> _violations = [];
    private readonly FederationWorld _world;
    private readonly Dictionary<Expectation, Certificate> _targets = [];
    private int _questions;

    /// <summary>Prepares the questions.</summary>
    /// <param name="federation">What ought to be.</param>
    /// <param name="state">What is, or would be.</param>
    /// <param name="now">The time.</param>
    public FederationVerifier(Federation federation, FederationState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(state);
        (_federation, _now) = (federation, now);
        var extra = new List<(Certificate Leaf, Certificate Issuer)>();
        var policies = Policies(state);
        AddProbes(state, policies, extra);
        foreach (var expectation in federation.Expectations) AddTarget(expectation, state, policies, extra);
        _world = new FederationWorld(state, extra);
    }

    /// <summary>Asks them.</summary>
    public FederationProof Verify(CancellationToken cancellation = default)
    {
        foreach (var expectation in _federation.Expectations) Check(expectation, cancellation);
        foreach (var probe in _probes)
        {
            foreach (var viewer in _federation.Domains.Where(viewer => viewer.Name != probe.Certifier))
                Check(probe, viewer.Name, cancellation);
        }
        return new FederationProof([.. _violations.Distinct(SameFault.Instance)], _questions);
    }

    private void AddProbes(
        FederationState state, string[] policies, List<(Certificate Leaf, Certificate Issuer)> extra)
    {
        foreach (var domain in state.Domains)
        {
            var realm = domain.Domain.Realm;
            var foreign = _federation.Domains.Where(other => other.Name != domain.Domain.Name)
                .SelectMany(other => other.Realm.DnsNames).Where(name => !realm.HasDnsName(name))
                .Select(name => "probe." + name).ToList();
            if (realm.DnsNames.Any()) foreign.Add(NobodysHost);
            string[] own = realm.DnsNames.FirstOrDefault() is { } home ? ["probe." + home] : [];
            foreach (var issuer in domain.Own.DistinctBy(own => own.KeyId))
            {
                Add(issuer, domain.Domain.Name, own, isForbidden: false);
                foreach (var host in foreign) Add(issuer, domain.Domain.Name, [host], isForbidden: true);
            }
        }

        void Add(Certificate issuer, string certifier, string[] hosts, bool isForbidden)
        {
            var leaf = ProbeLeaves.Make(issuer, hosts, policies, _now);
            extra.Add((leaf, issuer));
            _probes.Add(new Probe(leaf, certifier, isForbidden ? hosts[0] : null));
        }
    }

    // Under policies a leaf is judged by those that it asserts: all that occur.
    private static string[] Policies(FederationState state) =>
    [
        .. state.Crosses.Select(cross => cross.Certificate).Concat(state.Domains.SelectMany(domain => domain.Own))
            .SelectMany(certificate =>
                (certificate.CertificatePolicies.Value?.Policies ?? [])
                    .Concat((certificate.PolicyMappings.Value?.Mappings ?? [])
                        .Select(mapping => mapping.SubjectPolicy)))
            .Where(policy => policy != CertificatePolicies.AnyPolicy)
            .Select(policy => policy.ToString()).Distinct().Order(StringComparer.Ordinal),
    ];

    private void AddTarget(
        Expectation expectation, FederationState state, string[] policies,
        List<(Certificate Leaf, Certificate Issuer)> extra)
    {
        var at = expectation.At ?? _now;
        if (expectation.Workload is not { } workload)
        {
            var issuer = state.Of(expectation.Certifier!).Own.FirstOrDefault();
            if (issuer is null) return;
            var leaf = ProbeLeaves.Make(issuer, [expectation.Host!], policies, at);
            extra.Add((leaf, issuer));
            _targets[expectation] = leaf;
            return;
        }
        if (!state.Leaves.TryGetValue(workload, out var sample)) return;
        if (expectation.At is null)
        {
            _targets[expectation] = sample;
            return;
        }
        var signer = state.Domains.SelectMany(domain => domain.Own)
            .FirstOrDefault(own => own.Subject.Equals(sample.Issuer));
        if (signer is null) return;
        var renewed = ProbeLeaves.Renewed(sample, at);
        extra.Add((renewed, signer));
        _targets[expectation] = renewed;
    }

    private void Check(Expectation expectation, CancellationToken cancellation)
    {
        foreach (var viewer in expectation.TrustedIn.Concat(expectation.NotTrustedIn))
        {
            var isWanted = expectation.TrustedIn.Contains(viewer);
            if (!_targets.TryGetValue(expectation, out var target))
            {
                var missing = new Violation.NotTrusted(expectation, "its certificate is not here") { Viewer = viewer };
                if (isWanted) Add(missing);
                continue;
            }
            var workload = _federation.Workloads.FirstOrDefault(known => known.Name == expectation.Workload);
            // What must not be must not be for any purpose.
            var purposes = workload?.Purposes ?? (isWanted ? [Purpose.ServerAuth] : Purposes);
            foreach (var purpose in purposes)
                Check(expectation, viewer, Query(expectation, workload, target, purpose), isWanted, cancellation);
        }
    }

    private PathQuery Query(Expectation expectation, Workload? workload, Certificate target, Purpose purpose) =>
        new(target, expectation.At ?? _now)
        {
            Purpose = purpose,
            Host = purpose == Purpose.ServerAuth ? workload?.Host : null,
        };

    private void Check(
        Expectation expectation, string viewer, PathQuery query, bool isWanted, CancellationToken cancellation)
    {
        _questions++;
        var listing = _world.PathsOf(viewer).Find(query, cancellation);
        var best = listing.FirstOrDefault();
        if (best is { IsValid: true })
        {
            if (!isWanted) Add(new Violation.Trusted(expectation) { Viewer = viewer, Path = best });
        }
        else if (listing.Exhausted is { } budget)
            Add(new Violation.NotProved($"{expectation} in {viewer}", budget) { Viewer = viewer });
        else if (isWanted)
            Add(new Violation.NotTrusted(expectation, ReasonOf(best, query.Purpose)) { Viewer = viewer, Path = best });
    }

    private static string ReasonOf(JudgedPath? best, Purpose purpose) => best is null
        ? $"no path leads there ({purpose})"
        : $"{best.Findings.First(finding => finding.Severity == Severity.Error).Message} ({purpose})";

    private void Check(Probe probe, string viewer, CancellationToken cancellation)
    {
        foreach (var purpose in Purposes)
        {
            _questions++;
            var query = new PathQuery(probe.Leaf, _now) { Purpose = purpose };
            var listing = _world.PathsOf(viewer).Find(query, cancellation);
            foreach (var path in listing.TakeWhile(path => path.IsValid))
                Check(probe, viewer, purpose, path);
            var what = $"what {probe.Certifier} could issue to {viewer}";
            if (listing.Exhausted is { } budget) Add(new Violation.NotProved(what, budget) { Viewer = viewer });
        }
    }

    private void Check(Probe probe, string viewer, Purpose purpose, JudgedPath path)
    {
        if (probe.Forbidden is { } host)
        {
            // A hub vouches for the names of its members: whoever trusts it leaves that to it, but for one's own.
            if (_federation.Find(probe.Certifier) is { IsHub: true }
                && _federation.Find(viewer)?.Realm.HasDnsName(host) != true) return;
            Add(new Violation.ForbiddenName(probe.Certifier, host, purpose) { Viewer = viewer, Path = path });
            return;
        }
        var domains = _world.DomainsOn(path.Path);
        for (var i = 1; i < domains.Length - 1; i++)
        {
            if (_federation.Find(domains[i]) is not { IsHub: true })
                Add(new Violation.TransitiveTrust(probe.Certifier, domains[i]) { Viewer = viewer, Path = path });
        }
    }

    private void Add(Violation violation) => _violations.Add(violation);

    private sealed record Probe(Certificate Leaf, string Certifier, string? Forbidden);

    /// <summary>The same fault by another path, or for another purpose, is told once.</summary>
    private sealed class SameFault : IEqualityComparer<Violation>
    {
        public static SameFault Instance { get; } = new();

        public bool Equals(Violation? one, Violation? other) => Equals(Key(one!), Key(other!));

        public int GetHashCode(Violation violation) => Key(violation).GetHashCode();

        private static object Key(Violation violation) => violation switch
        {
            Violation.ForbiddenName name => (name.Viewer, name.Certifier, name.Host),
            Violation.TransitiveTrust trust => (trust.Viewer, trust.Target, trust.Through),
            Violation.Trusted trusted => (trusted.Viewer, trusted.Expectation),
            Violation.NotProved open => (open.Viewer, open.Question),
            _ => violation,
        };
    }
}
