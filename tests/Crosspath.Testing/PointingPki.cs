using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>A root, a CA and a leaf that say where to find their issuers and revocation: on a server, under /root.cer,
/// /ca.cer, /root.crl and /ca.crl, and the leaf's status at a responder.</summary>
public sealed class PointingPki : IDisposable
{
    /// <summary>Makes one that is valid today, whenever that is.</summary>
    /// <param name="server">Gets the documents.</param>
    /// <param name="responder">The URL of an OCSP responder; null for none.</param>
    public PointingPki(DocumentServer server, string? responder = null)
    {
        Root = Issue("Root", RootKey, ("Root", RootKey), ExtensionDraft.BasicConstraints(true));
        Ca = Issue("CA", CaKey, ("Root", RootKey), ExtensionDraft.BasicConstraints(true),
            ExtensionDraft.CaIssuers(server.Url("/root.cer")),
            ExtensionDraft.RevocationListPoints(server.Url("/root.crl")));
        Leaf = Issue("leaf", LeafKey, ("CA", CaKey), ExtensionDraft.DnsNames("leaf.test"),
            ExtensionDraft.InformationAccess(responder is null ? [] : [responder], [server.Url("/ca.cer")]),
            ExtensionDraft.RevocationListPoints(server.Url("/ca.crl")));
        server.Documents["/root.cer"] = Root.Raw.ToArray();
        server.Documents["/ca.cer"] = Ca.Raw.ToArray();
        server.Documents["/root.crl"] = ListOf("Root", RootKey).Raw.ToArray();
        server.Documents["/ca.crl"] = ListOf("CA", CaKey).Raw.ToArray();
    }

    /// <summary>The root's key.</summary>
    public SigningKey RootKey { get; } = SigningKey.Create();

    /// <summary>The CA's key.</summary>
    public SigningKey CaKey { get; } = SigningKey.Create();

    /// <summary>The leaf's key.</summary>
    public SigningKey LeafKey { get; } = SigningKey.Create();

    /// <summary>The root.</summary>
    public Certificate Root { get; }

    /// <summary>The CA.</summary>
    public Certificate Ca { get; }

    /// <summary>The leaf, for leaf.test.</summary>
    public Certificate Leaf { get; }

    /// <summary>A list of some issuer, signed with some key, that is due in three days.</summary>
    public static RevocationList ListOf(string issuer, SigningKey key, params Certificate[] revoked)
    {
        var since = Now.AddDays(-2);
        return new RevocationListDraft
        {
            Issuer = CertificateDraft.NameOf(issuer),
            ThisUpdate = Now.AddDays(-1),
            NextUpdate = Now.AddDays(3),
            Number = 1,
            Entries = [.. revoked.Select(certificate => new RevocationDraft(certificate.SerialNumber, since))],
        }.SignWith(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in new[] { RootKey, CaKey, LeafKey }) key.Dispose();
    }

    // Whole seconds, as in certificates.
    private static DateTimeOffset Now =>
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private static Certificate Issue(
        string subject, SigningKey key, (string Name, SigningKey Key) issuer, params ExtensionDraft[] extensions) =>
        new CertificateDraft
        {
            Subject = CertificateDraft.NameOf(subject),
            Issuer = CertificateDraft.NameOf(issuer.Name),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = Now.AddYears(-1),
            NotAfter = Now.AddYears(1),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions =
            [
                ExtensionDraft.KeyUsage(
                    subject == "leaf" ? KeyUsages.DigitalSignature : KeyUsages.KeyCertSign | KeyUsages.CrlSign),
                ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
                ExtensionDraft.AuthorityKeyIdentifier(issuer.Key.KeyIdentifier),
                .. extensions,
            ],
        }.SignWith(issuer.Key);
}
