using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Fuzz;

/// <summary>What is fuzzed: each target takes any bytes and must neither throw nor take long.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new SortedDictionary<string, Action<byte[]>>
    {
        ["certificate"] = ReadCertificate,
        ["revocation-list"] = ReadRevocationList,
        ["file"] = ReadFile,
        ["path"] = FindPaths,
        ["lint"] = SigningTargets.Lint,
        ["sign"] = SigningTargets.Sign,
    };

    private static void ReadCertificate(byte[] input)
    {
        if (!Certificate.TryRead(input, out var certificate, out var error))
        {
            _ = error.ToString();
            return;
        }
        Touch(certificate);
    }

    private static void Touch(Certificate certificate)
    {
        _ = certificate.Findings.Length;
        _ = certificate.Subject.ToString();
        _ = certificate.Issuer.Equals(certificate.Subject);
        _ = certificate.Subject.DescribeByteDifference(certificate.Issuer);
        _ = certificate.SubjectAlternativeName.Value?.Names.Select(name => name.ToString()).ToArray();
        _ = certificate.NameConstraints.Value;
        _ = certificate.ExtendedKeyUsage.Value?.Purposes.Select(purpose => purpose.ToString()).ToArray();
        _ = certificate.CertificatePolicies.Value;
        _ = certificate.PolicyMappings.Value;
        _ = certificate.PolicyConstraints.Value;
        _ = certificate.AuthorityInformationAccess.Value;
        _ = certificate.CrlDistributionPoints.Value;
        _ = SignatureAlgorithms.NameOf(certificate.SignatureAlgorithm.Span);
        foreach (var extension in certificate.Extensions) _ = extension.Oid.ToString();
    }

    private static void ReadRevocationList(byte[] input) => RevocationList.TryRead(input, out _, out _);

    private static void ReadFile(byte[] input)
    {
        using var stream = new MemoryStream(input);
        foreach (var item in CertificateFiles.Read(stream, "input"))
        {
            if (item is InputItem.FoundCertificate found) ReadCertificate(found.Der.ToArray());
        }
    }

    // The input as target, intermediate and anchor at once: the whole way from bytes to a judged path.
    private static void FindPaths(byte[] input)
    {
        if (!Certificate.TryRead(input, out var certificate, out _)) return;
        var graph = TrustGraph.Build([certificate]);
        var paths = new TrustPaths(graph, [new TrustAnchor(certificate)]);
        foreach (var profile in Enum.GetValues<RuleProfile>())
        {
            var query = new PathQuery(certificate, certificate.NotBefore) { Profile = profile, Host = "example.com" };
            foreach (var path in paths.Find(query)) _ = path.Findings.Length;
            _ = paths.Count(query);
        }
    }
}
