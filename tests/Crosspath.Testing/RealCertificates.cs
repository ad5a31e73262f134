using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>The certificates of the shared data pack, read once for all tests of a run.</summary>
public static class RealCertificates
{
    private static readonly Lazy<IReadOnlyList<Certificate>> LazyAuthorities =
        new(() => Read("data", "certificates", "ca.pem.gz"));

    private static readonly Lazy<TrustGraph> LazyGraph = new(() => TrustGraph.Build(Authorities));

    /// <summary>Every real CA certificate, by the thousand.</summary>
    public static IReadOnlyList<Certificate> Authorities => LazyAuthorities.Value;

    /// <summary>The graph of <see cref="Authorities"/>.</summary>
    public static TrustGraph Graph => LazyGraph.Value;

    /// <summary>All certificates of a file or folder of the pack.</summary>
    public static IReadOnlyList<Certificate> Read(params string[] parts) =>
        CertificateFiles.ReadCertificates(SharedData.PathOf(parts));
}
