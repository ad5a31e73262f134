using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Clients.Serving;

/// <summary>The lists that are worth considering: one for each way up to a root, and two ways side by side.</summary>
internal static class ServingCandidates
{
    private const int MostPaths = 48;
    private const int MostPairs = 96;
    private const int MostCertificates = 10; // clients refuse longer messages, and handshakes suffer

    /// <summary>The lists, each once, shorter ones first.</summary>
    public static ImmutableArray<ImmutableArray<Certificate>> Of(TrustGraph graph, Certificate leaf, IEnumerable<Certificate> roots)
    {
        var anchors = roots.DistinctBy(root => root.Fingerprint).Select(root => new TrustAnchor(root));
        var single = new List<ImmutableArray<Certificate>>();
        var budget = new SearchBudget { MaxSteps = 100_000 };
        foreach (var path in new TrustPaths(graph, anchors).Walk(leaf, budget).Take(MostPaths))
        {
            // Clients have their roots; what is served of one is ballast. A root that another signed may serve as a bridge.
            single.Add([.. path.Certificates.Where((certificate, i) => i == 0 || !certificate.IsSelfIssued)]);
        }
        if (single.Count == 0) single.Add(Upwards(graph, leaf));
        var lists = single.Where(list => list.Length <= MostCertificates).ToList();
        foreach (var (i, one) in single.Index())
        {
            foreach (var other in single.Where((_, j) => j != i))
            {
                if (lists.Count >= single.Count + MostPairs) break;
                ImmutableArray<Certificate> both = [.. one, .. other.Where(certificate => !one.Contains(certificate))];
                if (both.Length <= MostCertificates) lists.Add(both);
            }
        }
        return [.. lists.DistinctBy(list => string.Join(' ', list.Select(certificate => certificate.Fingerprint)))
            .OrderBy(list => list.Length).ThenBy(list => string.Join(' ', list.Select(certificate => certificate.Fingerprint)), StringComparer.Ordinal)];
    }

    // No root is reached: then as far up as the pool goes.
    private static ImmutableArray<Certificate> Upwards(TrustGraph graph, Certificate leaf)
    {
        var list = new List<Certificate> { leaf };
        var seen = new HashSet<Identity> { graph.SubjectOf(leaf) };
        while (list.Count < MostCertificates && graph.IssuerOf(list[^1]).Issuer is { } issuer && seen.Add(issuer))
            list.Add(graph.CertificatesOf(issuer).OrderBy(certificate => certificate.IsSelfIssued).First());
        return [.. list.Where((certificate, i) => i == 0 || !certificate.IsSelfIssued)];
    }
}
