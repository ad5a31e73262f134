using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>A root of a domain, with what it signs and its revocation list.</summary>
/// <param name="Domain">The domain's name.</param>
/// <param name="Root">The certificate.</param>
/// <param name="Key">Where its key is.</param>
/// <param name="ListFile">Its revocation list's file.</param>
public sealed record DomainIssuer(string Domain, Certificate Root, KeyReference Key, string ListFile)
{
    /// <summary>Whether it is the root that is to take over.</summary>
    public bool IsNext { get; init; }

    /// <summary>Addresses of its revocation list.</summary>
    public ImmutableArray<string> ListAddresses { get; init; } = [];

    /// <summary>Addresses of its OCSP service.</summary>
    public ImmutableArray<string> OcspAddresses { get; init; } = [];

    /// <summary>Addresses of its certificate.</summary>
    public ImmutableArray<string> CaIssuers { get; init; } = [];

    /// <summary>The revocation list that is in force; null when there is none yet.</summary>
    public RevocationList? List { get; init; }

    /// <summary>Whether a certificate names this root as its issuer.</summary>
    public bool Issued(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Issuer.Equals(Root.Subject)
            && (certificate.AuthorityKeyIdentifier.IsEmpty || Root.SubjectKeyIdentifier.IsEmpty
                || certificate.AuthorityKeyIdentifier.Span.SequenceEqual(Root.SubjectKeyIdentifier.Span));
    }

    /// <summary>The revocation of a certificate that this root issued; null when it is not revoked.</summary>
    public RevokedCertificate? RevocationOf(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Issued(certificate) ? List?.Find(certificate.Issuer, certificate.SerialNumber.Span) : null;
    }
}
