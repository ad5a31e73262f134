using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Clients.Serving;

/// <summary>What is wrong with what a server serves.</summary>
/// <param name="Code">Of the kind of fault; docs/serving.md lists them.</param>
/// <param name="Severity">Errors lose clients; warnings cost bytes, or will lose clients.</param>
/// <param name="Certificate">The certificate it is about; null for the bundle as such.</param>
/// <param name="Message">One sentence.</param>
public sealed record BundleFault(string Code, Severity Severity, Certificate? Certificate, string Message);

/// <summary>Holds a served list against the leaf's paths: what is missing, superfluous, out of order, outdated or
/// revoked.</summary>
public static class BundleCheck
{
    /// <summary>The faults, errors first.</summary>
    /// <param name="question">The leaf, the pool beside the bundle, the clients and the time.</param>
    /// <param name="served">As it is served; the leaf first, if it is as it should be.</param>
    /// <param name="distrusted">Certificates that are revoked or blocked, with the reason.</param>
    public static ImmutableArray<BundleFault> Of(
        ServingQuestion question, ImmutableArray<Certificate> served, IReadOnlyDictionary<Fingerprint, string> distrusted)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(distrusted);
        var roots = question.Clients.SelectMany(client => client.Roots).SelectMany(period => period.Roots)
            .DistinctBy(root => root.Fingerprint).ToArray();
        var graph = TrustGraph.Build([.. served, .. question.Pool, .. roots]);
        var check = new Check(graph, question, served, roots);
        IEnumerable<BundleFault> faults =
        [
            .. check.Order(), .. check.Repeated(), .. check.Superfluous(), .. check.Missing(), .. check.Dates(), .. check.Replaced(),
            .. served.Where(certificate => distrusted.ContainsKey(certificate.Fingerprint)).Select(certificate => new BundleFault(
                "revoked", Severity.Error, certificate, $"{Named(certificate)} {distrusted[certificate.Fingerprint]}")),
        ];
        return [.. faults.OrderByDescending(fault => fault.Severity)];
    }

    private static string Named(Certificate certificate) =>
        $"'{certificate.Subject.FriendlyText}' by '{certificate.Issuer.FriendlyText}' ({certificate.Fingerprint.Short})";

    private sealed class Check(
        TrustGraph graph, ServingQuestion question, ImmutableArray<Certificate> served, IReadOnlyList<Certificate> roots)
    {
        private readonly Certificate _leaf = question.Leaf;

        public IEnumerable<BundleFault> Order()
        {
            if (served[0] != _leaf)
                yield return new BundleFault("leaf-not-first", Severity.Error, _leaf, "the server's own certificate is not the first: TLS 1.3 wants it there (RFC 8446 section 4.4.2)");
            for (var i = 1; i < served.Length; i++)
            {
                // A second branch may follow the first; what counts is that something before it was signed by it.
                var signs = served.Take(i).Any(before => graph.IssuerOf(before).Issuer == graph.SubjectOf(served[i]));
                var signsLater = served.Skip(i + 1).Any(after => graph.IssuerOf(after).Issuer == graph.SubjectOf(served[i]));
                if (!signs && signsLater)
                    yield return new BundleFault("misordered", Severity.Warning, served[i], $"{Named(served[i])} stands before what it signed");
            }
        }

        public IEnumerable<BundleFault> Repeated() => served.GroupBy(certificate => certificate.Fingerprint)
            .Where(group => group.Count() > 1)
            .Select(group => new BundleFault("duplicate", Severity.Warning, group.First(), $"{Named(group.First())} is served {group.Count()} times"));

        public IEnumerable<BundleFault> Superfluous()
        {
            var above = Above();
            foreach (var certificate in served.Where(certificate => certificate != _leaf).DistinctBy(certificate => certificate.Fingerprint))
            {
                if (!above.Contains(graph.SubjectOf(certificate)))
                    yield return new BundleFault("unrelated", Severity.Warning, certificate, $"{Named(certificate)} lies on no path of the server's certificate");
                else if (graph.IssuerOf(certificate).Issuer == graph.SubjectOf(certificate))
                    yield return new BundleFault("root-served", Severity.Warning, certificate, $"{Named(certificate)} is a root: clients have it or do not trust it, and it costs {certificate.Raw.Length + 5} bytes");
            }
        }

        public IEnumerable<BundleFault> Missing()
        {
            var anchors = roots.Select(root => new TrustAnchor(root)).ToArray();
            var alone = new TrustPaths(TrustGraph.Build([.. served, .. roots]), anchors);
            if (alone.Walk(_leaf).Any()) yield break;
            var path = new TrustPaths(graph, anchors).Walk(_leaf).FirstOrDefault();
            if (path is null)
            {
                yield return new BundleFault("no-path", Severity.Error, _leaf, "no path leads to any root, neither with what is served nor with what is at hand: give --with and --roots");
                yield break;
            }
            foreach (var certificate in path.Certificates.Where(certificate => !served.Contains(certificate) && !certificate.IsSelfIssued))
                yield return new BundleFault("missing", Severity.Error, certificate, $"{Named(certificate)} is missing: without it only clients that fetch or remember intermediates find a path");
        }

        public IEnumerable<BundleFault> Dates()
        {
            foreach (var certificate in served.DistinctBy(certificate => certificate.Fingerprint))
            {
                if (certificate.NotBefore > question.From)
                    yield return new BundleFault("not-yet-valid", certificate == _leaf ? Severity.Error : Severity.Warning, certificate, $"{Named(certificate)} is valid only from {certificate.NotBefore:yyyy-MM-dd} on");
                else if (certificate.NotAfter < question.From)
                    yield return new BundleFault("expired", certificate == _leaf ? Severity.Error : Severity.Warning, certificate, $"{Named(certificate)} expired on {certificate.NotAfter:yyyy-MM-dd}");
                else if (certificate != _leaf && certificate.NotAfter < question.Until)
                    yield return new BundleFault("expires-first", Severity.Warning, certificate, $"{Named(certificate)} expires on {certificate.NotAfter:yyyy-MM-dd}, before the server's certificate does");
            }
        }

        public IEnumerable<BundleFault> Replaced()
        {
            foreach (var certificate in served.Where(certificate => certificate != _leaf).DistinctBy(certificate => certificate.Fingerprint))
            {
                var newer = graph.CertificatesOf(graph.SubjectOf(certificate))
                    .Where(other => other.NotBefore > certificate.NotBefore && other.NotAfter > certificate.NotAfter
                        && graph.IssuerOf(other).Issuer is { } issuer && issuer == graph.IssuerOf(certificate).Issuer)
                    .MaxBy(other => other.NotAfter);
                if (newer is not null)
                    yield return new BundleFault("replaced", Severity.Warning, certificate, $"{Named(certificate)} was reissued: {newer.Fingerprint.Short} lasts until {newer.NotAfter:yyyy-MM-dd}");
            }
        }

        private HashSet<Identity> Above()
        {
            var above = new HashSet<Identity>();
            var queue = new Queue<Certificate>([_leaf]);
            while (queue.TryDequeue(out var certificate))
            {
                if (graph.IssuerOf(certificate).Issuer is not { } issuer || !above.Add(issuer)) continue;
                foreach (var next in graph.CertificatesOf(issuer)) queue.Enqueue(next);
            }
            return above;
        }
    }
}
