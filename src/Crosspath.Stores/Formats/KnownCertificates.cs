using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>Finds certificates by the names that lists use for them. An index is made when first needed.</summary>
internal sealed class KnownCertificates(IReadOnlyList<Certificate> certificates)
{
    private readonly Lazy<Dictionary<Fingerprint, Certificate>> _byFingerprint =
        new(() => Index(certificates, certificate => certificate.Fingerprint));

    private readonly Lazy<Dictionary<string, Certificate>> _bySha1 =
        new(() => Index(certificates, certificate => Convert.ToHexStringLower(SHA1.HashData(certificate.Raw.Span))));

    private readonly Lazy<ILookup<string, Certificate>> _byIssuerAndSerial = new(() => certificates
        .ToLookup(certificate => IssuerAndSerial(certificate.Issuer, certificate.SerialNumber.Span)));

    /// <summary>By SHA-256.</summary>
    public bool TryFind(Fingerprint fingerprint, [NotNullWhen(true)] out Certificate? certificate) =>
        _byFingerprint.Value.TryGetValue(fingerprint, out certificate);

    /// <summary>By SHA-1 of the DER.</summary>
    public bool TryFindSha1(ReadOnlySpan<byte> sha1, [NotNullWhen(true)] out Certificate? certificate) =>
        _bySha1.Value.TryGetValue(Convert.ToHexStringLower(sha1), out certificate);

    /// <summary>Those of an issuer and a serial number.</summary>
    public IEnumerable<Certificate> Find(Name issuer, ReadOnlySpan<byte> serialNumber) =>
        _byIssuerAndSerial.Value[IssuerAndSerial(issuer, serialNumber)];

    /// <summary>Issuer and serial number as a key. The name's bytes as they are; the serial number as an integer, whose
    /// octets that only repeat the sign do not matter (X.690 section 8.3.2).</summary>
    private static string IssuerAndSerial(Name issuer, ReadOnlySpan<byte> serialNumber) =>
        $"{Convert.ToHexStringLower(issuer.Raw.Span)}:{Convert.ToHexStringLower(SerialNumbers.Shortest(serialNumber))}";

    private static Dictionary<TKey, Certificate> Index<TKey>(
        IReadOnlyList<Certificate> certificates, Func<Certificate, TKey> key) where TKey : notnull
    {
        var index = new Dictionary<TKey, Certificate>();
        foreach (var certificate in certificates) index.TryAdd(key(certificate), certificate);
        return index;
    }
}
