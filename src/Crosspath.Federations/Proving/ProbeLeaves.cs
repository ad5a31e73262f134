using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Leaf certificates that nobody issued, to ask what would be if a CA did. Their key is the base point of
/// P-256, whose private key, 1, everybody knows: such a certificate is of no use to anybody.</summary>
internal static class ProbeLeaves
{
    // SEC 2 section 2.4.2: the uncompressed base point, as a subjectPublicKeyInfo (RFC 5480 section 2).
    private static readonly byte[] Key = Convert.FromHexString(
        "3059301306072A8648CE3D020106082A8648CE3D030107034200"
        + "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
        + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");

    private static readonly byte[] EcdsaWithSha256 = Convert.FromHexString("300A06082A8648CE3D040302");

    private static readonly string[] Purposes =
        ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4"];

    /// <summary>A leaf by a CA, for every purpose.</summary>
    /// <param name="issuer">The CA.</param>
    /// <param name="hosts">Its DNS names; none to have none.</param>
    /// <param name="policies">What it asserts.</param>
    /// <param name="at">A time at which it is valid.</param>
    public static Certificate Make(
        Certificate issuer, IReadOnlyList<string> hosts, IReadOnlyCollection<string> policies, DateTimeOffset at)
    {
        var draft = new CertificateDraft
        {
            Subject = CertificateDraft.NameOf("Crosspath probe"),
            Issuer = issuer.Subject.Raw,
            PublicKeyInfo = Key,
            NotBefore = at.AddHours(-1),
            NotAfter = at.AddHours(1),
            SerialNumber = new byte[] { 1 },
            Extensions =
            [
                ExtensionDraft.BasicConstraints(isCa: false),
                ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature),
                ExtensionDraft.ExtendedKeyUsage(Purposes),
                .. hosts.Count > 0 ? [ExtensionDraft.DnsNames(hosts)] : Array.Empty<ExtensionDraft>(),
                .. policies.Count > 0 ? [ExtensionDraft.Policies(policies)] : Array.Empty<ExtensionDraft>(),
                .. KeyOf(issuer),
            ],
        };
        return draft.Preview(EcdsaWithSha256);
    }

    /// <summary>A leaf as it will be when it is renewed: the same but for its dates.</summary>
    public static Certificate Renewed(Certificate leaf, DateTimeOffset at) => new CertificateDraft
    {
        Subject = leaf.Subject.Raw,
        Issuer = leaf.Issuer.Raw,
        PublicKeyInfo = leaf.PublicKeyInfo,
        NotBefore = at.AddHours(-1),
        NotAfter = at.AddHours(1),
        SerialNumber = leaf.SerialNumber,
        Extensions =
        [
            .. leaf.Extensions.ToArray().Select(extension =>
                new ExtensionDraft(extension.Oid.ToString(), extension.IsCritical, extension.Value.ToArray())),
        ],
    }.Preview(leaf.SignatureAlgorithm);

    private static ExtensionDraft[] KeyOf(Certificate issuer) => issuer.SubjectKeyIdentifier.IsEmpty
        ? []
        : [ExtensionDraft.AuthorityKeyIdentifier(issuer.SubjectKeyIdentifier.ToArray())];
}
