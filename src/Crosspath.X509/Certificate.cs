using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Crosspath.X509;

/// <summary>
/// One X.509 certificate (RFC 5280 section 4.1), immutable, over the buffer it was read from: its parts are slices of
/// that buffer, and nothing is copied. What is wrong with it but did not hinder reading is in <see cref="Findings"/>.
/// Two certificates are equal when their DER is.
/// </summary>
/// <remarks>The buffer must not be changed while the certificate is in use.</remarks>
public sealed class Certificate : IEquatable<Certificate>
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly CertificateLayout _layout;

    internal Certificate(ReadOnlyMemory<byte> raw, in CertificateLayout layout)
    {
        _raw = raw;
        _layout = layout;
        Fingerprint = Fingerprint.Of(raw.Span);
        KeyId = Fingerprint.Of(layout.PublicKeyInfo.Of(raw.Span));
    }

    /// <summary>Reads a certificate from the start of some bytes.</summary>
    /// <param name="bytes">DER, or the BER that is found in its place. Bytes past the certificate become a
    /// finding.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="error">Why the bytes are none, and where that showed.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Certificate? certificate, out ReadError error)
    {
        certificate = null;
        if (!CertificateLayout.TryRead(bytes.Span, out var layout, out error)) return false;
        certificate = new Certificate(bytes[..layout.Length], layout);
        return true;
    }

    /// <summary>The whole certificate.</summary>
    public ReadOnlyMemory<byte> Raw => _raw;

    /// <summary>SHA-256 of <see cref="Raw"/>: the certificate's identity.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>SHA-256 of <see cref="PublicKeyInfo"/>.</summary>
    public Fingerprint KeyId { get; }

    /// <summary>The part that is signed: tbsCertificate with its header.</summary>
    public ReadOnlyMemory<byte> SignedPart => _layout.SignedPart.Of(_raw);

    /// <summary>1, 2 or 3; other numbers as they are written.</summary>
    public int Version => _layout.Version;

    /// <summary>The serial number's content octets, big-endian two's complement.</summary>
    public ReadOnlyMemory<byte> SerialNumber => _layout.SerialNumber.Of(_raw);

    /// <summary>The signature's AlgorithmIdentifier, with its header.</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm => _layout.SignatureAlgorithm.Of(_raw);

    /// <summary>The signature, without the count of unused bits.</summary>
    public ReadOnlyMemory<byte> Signature => _layout.Signature.Of(_raw);

    /// <summary>Who signed, by its own account.</summary>
    public Name Issuer => new(_layout.Issuer.Of(_raw));

    /// <summary>Whose key this is.</summary>
    public Name Subject => new(_layout.Subject.Of(_raw));

    /// <summary>The subjectPublicKeyInfo with its header.</summary>
    public ReadOnlyMemory<byte> PublicKeyInfo => _layout.PublicKeyInfo.Of(_raw);

    /// <summary>First instant of validity, inclusive. The end of time when it cannot be read.</summary>
    public DateTimeOffset NotBefore => new(_layout.NotBeforeTicks, TimeSpan.Zero);

    /// <summary>Last instant of validity, inclusive (RFC 5280 section 4.1.2.5). The beginning of time when it cannot
    /// be read.</summary>
    public DateTimeOffset NotAfter => new(_layout.NotAfterTicks, TimeSpan.Zero);

    /// <summary>Whether the issuer's and the subject's bytes are the same. Names that are equal in other bytes are
    /// <see cref="IsSelfIssued"/> too.</summary>
    public bool HasSameNameBytes => Issuer.Raw.Span.SequenceEqual(Subject.Raw.Span);

    /// <summary>Whether issuer and subject are the same name (RFC 5280 section 6.1).</summary>
    public bool IsSelfIssued => Issuer.Equals(Subject);

    /// <summary>basicConstraints' cA (section 4.2.1.9); null without the extension or where it cannot be read.</summary>
    public bool? IsCa => _layout.BasicConstraints switch
    {
        BasicConstraintsKind.Ca => true,
        BasicConstraintsKind.NotCa => false,
        _ => null,
    };

    /// <summary>basicConstraints' pathLenConstraint: how many further CA certificates may follow; null for no
    /// limit.</summary>
    public int? PathLength => _layout.PathLength < 0 ? null : _layout.PathLength;

    /// <summary>keyUsage (section 4.2.1.3); null without the extension.</summary>
    public KeyUsages? KeyUsage => _layout.HasKeyUsage ? _layout.KeyUsage : null;

    /// <summary>subjectKeyIdentifier (section 4.2.1.2); empty without the extension.</summary>
    public ReadOnlyMemory<byte> SubjectKeyIdentifier => _layout.SubjectKeyIdentifier.Of(_raw);

    /// <summary>authorityKeyIdentifier's keyIdentifier (section 4.2.1.1); empty when absent.</summary>
    public ReadOnlyMemory<byte> AuthorityKeyIdentifier => _layout.AuthorityKeyIdentifier.Of(_raw);

    /// <summary>The extensions, in order, read as they are asked for.</summary>
    public ExtensionList Extensions => new(_layout.ExtensionList.Of(_raw));

    /// <summary>What reading found wrong, as bits.</summary>
    public CertificateFlaws Flaws => _layout.Flaws;

    /// <summary>What reading found wrong, in words. Empty for nearly every certificate.</summary>
    public ImmutableArray<Finding> Findings => CertificateFindings.Describe(Flaws, Fingerprint);

    /// <summary>The value of an extension, or null. The first one when there are several.</summary>
    public Extension? FindExtension(ReadOnlySpan<byte> oidContent)
    {
        foreach (var extension in Extensions)
        {
            if (extension.Oid.Content.SequenceEqual(oidContent)) return extension;
        }
        return null;
    }

    /// <summary>subjectAltName, section 4.2.1.6. Read anew at each call, as are the extensions below.</summary>
    public ExtensionValue<SubjectAlternativeName> SubjectAlternativeName =>
        Typed(ExtensionOids.SubjectAlternativeName, X509.SubjectAlternativeName.Read);

    /// <summary>extKeyUsage, section 4.2.1.12.</summary>
    public ExtensionValue<ExtendedKeyUsage> ExtendedKeyUsage =>
        Typed(ExtensionOids.ExtendedKeyUsage, X509.ExtendedKeyUsage.Read);

    /// <summary>nameConstraints, section 4.2.1.10.</summary>
    public ExtensionValue<NameConstraints> NameConstraints =>
        Typed(ExtensionOids.NameConstraints, X509.NameConstraints.Read);

    /// <summary>certificatePolicies, section 4.2.1.4.</summary>
    public ExtensionValue<CertificatePolicies> CertificatePolicies =>
        Typed(ExtensionOids.CertificatePolicies, X509.CertificatePolicies.Read);

    /// <summary>policyMappings, section 4.2.1.5.</summary>
    public ExtensionValue<PolicyMappings> PolicyMappings =>
        Typed(ExtensionOids.PolicyMappings, X509.PolicyMappings.Read);

    /// <summary>policyConstraints, section 4.2.1.11.</summary>
    public ExtensionValue<PolicyConstraints> PolicyConstraints =>
        Typed(ExtensionOids.PolicyConstraints, X509.PolicyConstraints.Read);

    /// <summary>authorityInfoAccess, section 4.2.2.1.</summary>
    public ExtensionValue<AccessDescriptions> AuthorityInformationAccess =>
        Typed(ExtensionOids.AuthorityInformationAccess, AccessDescriptions.Read);

    /// <summary>cRLDistributionPoints, section 4.2.1.13.</summary>
    public ExtensionValue<DistributionPoints> CrlDistributionPoints =>
        Typed(ExtensionOids.CrlDistributionPoints, DistributionPoints.Read);

    /// <summary>authorityKeyIdentifier in full, section 4.2.1.1.</summary>
    public ExtensionValue<AuthorityKey> AuthorityKey =>
        Typed(ExtensionOids.AuthorityKeyIdentifier, X509.AuthorityKey.Read);

    /// <summary>The serial number in lowercase hex, as its octets are; a negative one keeps them.</summary>
    public string SerialHex => Convert.ToHexStringLower(SerialNumber.Span);

    /// <summary>The serial number as a signed integer.</summary>
    public BigInteger SerialInteger => new(SerialNumber.Span, isBigEndian: true);

    /// <inheritdoc/>
    public bool Equals(Certificate? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Certificate);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode();

    /// <summary>The subject and the fingerprint's beginning.</summary>
    public override string ToString() => $"{Subject} [{Fingerprint.Short}]";

    private ExtensionValue<T> Typed<T>(ReadOnlySpan<byte> oid, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class =>
        ExtensionValue<T>.From(FindExtension(oid), read);
}
