using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Bench.Workloads;

/// <summary>Building the graph of a file's certificates on one core, with and without remembered verdicts.</summary>
internal sealed class GraphWork
{
    private readonly IReadOnlyList<Certificate> _certificates;
    private readonly VerdictMemory _memory = new();

    public GraphWork(string path)
    {
        _certificates = CertificateFiles.ReadCertificates(path);
        TrustGraph.Build(_certificates, new GraphOptions { Memory = _memory });
    }

    public int Cold()
    {
        TrustGraph.Build(_certificates, new GraphOptions { Parallelism = 1 });
        return _certificates.Count;
    }

    public int Remembered()
    {
        TrustGraph.Build(_certificates, new GraphOptions { Parallelism = 1, Memory = _memory });
        return _certificates.Count;
    }

    /// <summary>The keys imported once each, and every signature verified once: what no graph can do without.</summary>
    public int Bare()
    {
        foreach (var group in _bare)
        {
            using var key = PublicKey.Import(group.Key);
            foreach (var certificate in group.Certificates)
                key.Verify(certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span);
        }
        return _certificates.Count;
    }

    private readonly List<(byte[] Key, Certificate[] Certificates)> _bare = [];

    /// <summary>Prepares <see cref="Bare"/>.</summary>
    public GraphWork WithBareLoop(string path)
    {
        foreach (var group in Verification.AllOf(path).GroupBy(pair => pair.Issuer.KeyId))
            _bare.Add((group.First().Issuer.PublicKeyInfo.ToArray(), [.. group.Select(pair => pair.Certificate)]));
        return this;
    }
}
