using System.Security.Cryptography.X509Certificates;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>The roots that the operating system trusts.</summary>
internal static class SystemStore
{
    /// <summary>The name by which options call it.</summary>
    public const string Name = "system";

    // Where Linux distributions and BSDs keep the bundle; Go's crypto/x509 keeps the same list (root_linux.go).
    private static readonly string[] Bundles =
    [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];

    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">This machine has none.</exception>
    public static IReadOnlyList<Certificate> Read(IInputReport report)
    {
        if (Bundles.FirstOrDefault(File.Exists) is { } bundle)
            return ReadBundle(bundle, report);
        var roots = new List<Certificate>();
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        foreach (var certificate in store.Certificates)
        {
            using (certificate)
            {
                if (Certificate.TryRead(certificate.RawDataMemory, out var root, out _)) roots.Add(root);
            }
        }
        return roots.Count > 0
            ? roots
            : throw new UsageException("this machine has no system store; name the anchors with --roots FILE");
    }

    private static List<Certificate> ReadBundle(string bundle, IInputReport report)
    {
        var roots = new List<Certificate>();
        foreach (var item in CertificateFiles.Read(bundle))
        {
            if (item is InputItem.Unreadable problem) report.Warn(problem);
            else if (item is InputItem.FoundCertificate found && Certificate.TryRead(found.Der, out var root, out _)) roots.Add(root);
        }
        return roots;
    }
}
