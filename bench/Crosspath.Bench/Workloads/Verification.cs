using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Bench.Workloads;

/// <summary>One signature to verify under one key.</summary>
internal readonly record struct Verification(Certificate Certificate, Identity Issuer)
{
    /// <summary>
    /// The least that a graph of a file's certificates must verify: every certificate under the key that signed it, or,
    /// when none did, under each that bears the issuer's name. Ordered by key.
    /// </summary>
    public static IReadOnlyList<Verification> AllOf(string path)
    {
        var graph = TrustGraph.Build(CertificateFiles.ReadCertificates(path));
        var pairs = graph.Certificates.SelectMany(certificate => Of(graph, certificate));
        return [.. pairs.OrderBy(pair => pair.Issuer.KeyId)];
    }

    private static IEnumerable<Verification> Of(TrustGraph graph, Certificate certificate)
    {
        var issuers = graph.IssuerOf(certificate).Issuer is { } issuer ? [issuer] : graph.IssuerCandidates(certificate);
        return issuers.DistinctBy(candidate => candidate.KeyId).Select(one => new Verification(certificate, one));
    }
}
