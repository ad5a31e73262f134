using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Crosspath.Explorer.Tests;

/// <summary>A root and a certificate by it whose names try to be markup.</summary>
internal static class HostileCertificate
{
    public const string Name = "<script>document.title='owned'</script><img src=x onerror=alert(1)>";

    /// <summary>Both as PEM, the certificate first.</summary>
    public static string Make()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var rootRequest = new CertificateRequest(NameOf("<b>Hostile Root</b>"), rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(from, from.AddYears(10));
        var request = new CertificateRequest(NameOf(Name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var leaf = request.Create(root, from, from.AddYears(5), [1, 2, 3, 4]);
        return leaf.ExportCertificatePem() + "\n" + root.ExportCertificatePem() + "\n";
    }

    private static X500DistinguishedName NameOf(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }
}
