using System.Security.Cryptography;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Revocation;

// Serial numbers are compared without their leading zeros: lists disagree on whether the zero that makes an INTEGER
// positive (X.690 section 8.3.3) belongs to them. CRLSets leave it out, OneCRL has it, mostly.

/// <summary>Finds the certificates that entries of a blocklist name. An index is made when first needed.</summary>
internal sealed class BlocklistIndex(IReadOnlyList<Certificate> certificates)
{
    private const int Md5Digits = 32;

    private readonly Lazy<ILookup<Fingerprint, Certificate>> _byFingerprint =
        new(() => certificates.ToLookup(certificate => certificate.Fingerprint));

    private readonly Lazy<ILookup<Fingerprint, Certificate>> _byKey =
        new(() => certificates.ToLookup(certificate => certificate.KeyId));

    private readonly Lazy<ILookup<string, Certificate>> _bySerial =
        new(() => certificates.ToLookup(certificate => SerialOf(certificate.SerialNumber)));

    private readonly Lazy<ILookup<string, Certificate>> _bySha1 =
        new(() => certificates.ToLookup(certificate => Convert.ToHexStringLower(SHA1.HashData(certificate.Raw.Span))));

    private readonly Dictionary<int, ILookup<string, Certificate>> _bySignedPart = [];

    private readonly Lazy<ILookup<string, Certificate>> _byKeyMd5 =
        new(() => certificates.ToLookup(KeyMd5));

    /// <summary>The certificates that an entry names.</summary>
    public IEnumerable<Certificate> Find(BlocklistEntry entry) => entry switch
    {
        BlocklistEntry.Certificate one => _byFingerprint.Value[one.Fingerprint],
        BlocklistEntry.CertificateSha1 one => _bySha1.Value[one.Hex],
        BlocklistEntry.DisallowedHash hash => FindDisallowed(hash.Hex),
        BlocklistEntry.IssuerAndSerial named => _bySerial.Value[SerialOf(named.SerialNumber)]
            .Where(certificate => certificate.Issuer.Equals(named.Issuer)),
        BlocklistEntry.KeyAndSerial signed => _bySerial.Value[SerialOf(signed.SerialNumber)]
            .Where(certificate => IsSignedBy(certificate, signed.IssuerKey)),
        BlocklistEntry.Key key => _byKey.Value[key.KeyId],
        BlocklistEntry.SubjectAndKey identity => _byKey.Value[identity.KeyId]
            .Where(certificate => certificate.Subject.Equals(identity.Subject)),
        _ => [],
    };

    private static string SerialOf(ReadOnlyMemory<byte> serialNumber) =>
        Convert.ToHexStringLower(serialNumber.Span.TrimStart((byte)0));

    // The key is known by its hash alone; who carries it shows it, and the signature decides.
    private bool IsSignedBy(Certificate certificate, Fingerprint keyId)
    {
        if (_byKey.Value[keyId].FirstOrDefault(issuer => issuer.Subject.Equals(certificate.Issuer)) is not { } issuer)
            return false;
        using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
        return key.Verify(certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span, certificate.Signature.Span)
            == SignatureVerdict.Valid;
    }

    private IEnumerable<Certificate> FindDisallowed(string hex)
    {
        if (!_bySignedPart.TryGetValue(hex.Length, out var bySignedPart))
            _bySignedPart.Add(hex.Length, bySignedPart = certificates.ToLookup(certificate =>
                Convert.ToHexStringLower(Hash(certificate.SignedPart.Span, hex.Length / 2))));
        var named = bySignedPart[hex];
        return hex.Length == Md5Digits ? named.Union(_byKeyMd5.Value[hex]) : named;
    }

    private static byte[] Hash(ReadOnlySpan<byte> bytes, int size) => size switch
    {
        MD5.HashSizeInBytes => MD5.HashData(bytes),
        SHA1.HashSizeInBytes => SHA1.HashData(bytes),
        SHA256.HashSizeInBytes => SHA256.HashData(bytes),
        SHA384.HashSizeInBytes => SHA384.HashData(bytes),
        _ => SHA512.HashData(bytes),
    };

    // CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID: of the BIT STRING's bits, as Wine's crypt32/cert.c has it.
    private static string KeyMd5(Certificate certificate)
    {
        var bytes = certificate.PublicKeyInfo.Span;
        var outer = new DerReader(bytes);
        if (!outer.TryNext(DerTag.Sequence, out var info)) return "";
        var fields = new DerReader(bytes, info);
        if (!fields.TryNext(DerTag.Sequence, out _)) return "";
        return fields.TryNext(DerTag.BitString, out var bits) && bits.Length > 0
            ? Convert.ToHexStringLower(MD5.HashData(bytes[(bits.ContentStart + 1)..bits.ContentEnd]))
            : "";
    }
}
