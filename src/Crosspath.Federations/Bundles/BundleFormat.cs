using System.Collections.Immutable;

namespace Crosspath.Federations;

/// <summary>A form in which trust bundles are written.</summary>
/// <param name="Name">As federation.yaml and <c>--format</c> call it.</param>
/// <param name="Summary">For whom.</param>
/// <param name="Write">The files' names and contents; the third argument is the file of that name that is there
/// already, or null.</param>
public sealed record BundleFormat(
    string Name, string Summary,
    Func<TrustBundle, Func<string, byte[]?>, ImmutableArray<(string Name, byte[] Content)>> Write)
{
    /// <summary>All forms.</summary>
    public static ImmutableArray<BundleFormat> All { get; } =
    [
        new("pem", "anchors and intermediates as PEM: OpenSSL, curl, nginx, Go", static (bundle, _) =>
        [
            ("trust.pem", FederationFiles.Pem(bundle.Anchors)),
            ("intermediates.pem", FederationFiles.Pem(bundle.Intermediates)),
        ]),
        new("configmap", "a Kubernetes ConfigMap with the PEM files", static (bundle, _) =>
            [("configmap.yaml", ConfigMapBundle.Write(bundle))]),
        new("spiffe", "a SPIFFE bundle: a JWK set of the trust domain's authorities", static (bundle, present) =>
            [("spiffe-bundle.json", SpiffeBundle.Write(bundle, present("spiffe-bundle.json")))]),
        new("pkcs12", "a trust store of Java and .NET, without a password's protection", static (bundle, present) =>
            [("trust.p12", Pkcs12Bundle.Write(bundle.Domain.Name, bundle.Anchors, present("trust.p12")))]),
        new("jks", "a trust store of older Java, integrity-protected by the usual password 'changeit'",
            static (bundle, _) => [("trust.jks", JavaKeyStoreBundle.Write(bundle.Domain.Name, bundle.Anchors))]),
    ];

    /// <summary>The form of a name; null when there is none.</summary>
    public static BundleFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
