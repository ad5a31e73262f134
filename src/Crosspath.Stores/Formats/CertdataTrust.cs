using System.Collections.Immutable;
using System.Security.Cryptography;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

// NSS looks a certificate's trust up by issuer and serial number, and believes the trust object only if its SHA-1,
// where it has one, is the certificate's (nssTrust_Create in lib/pki/certificate.c). Of the trust values, a "trusted
// delegator" is an anchor, "not trusted" is distrust whoever signed, and "must verify" is neither.

/// <summary>Says what the objects of a <c>certdata.txt</c> make of each certificate.</summary>
internal sealed class CertdataTrust(
    IReadOnlyList<CertdataObject> objects, KnownCertificates known, StoreDraft draft)
{
    // The second names are those of PKCS#11 version 3.2, section 6.7.8 (trust objects).
    private static readonly ImmutableArray<(string Attribute, string Pkcs11, ObjectIdentifier Purpose)> TrustBits =
    [
        ("CKA_TRUST_SERVER_AUTH", "CKA_PKCS_TRUST_SERVER_AUTH", Purposes.Server),
        ("CKA_TRUST_CLIENT_AUTH", "CKA_PKCS_TRUST_CLIENT_AUTH", Purposes.Client),
        ("CKA_TRUST_EMAIL_PROTECTION", "CKA_PKCS_TRUST_EMAIL_PROTECTION", Purposes.Email),
        ("CKA_TRUST_CODE_SIGNING", "CKA_PKCS_TRUST_CODE_SIGNING", Purposes.Code),
        ("CKA_TRUST_TIME_STAMPING", "CKA_PKCS_TRUST_TIME_STAMPING", Purposes.TimeStamping),
    ];

    // Certificates of one issuer and serial number that are looked at. Two occurred; more are an attack on our time.
    private const int Namesakes = 16;

    private readonly OrderedDictionary<Fingerprint, (CertdataObject Object, Certificate Certificate)> _carried = [];
    private readonly Dictionary<Fingerprint, CertdataObject> _trust = [];

    /// <summary>Adds an entry for each certificate, then for each that only a trust object names.</summary>
    public void Describe()
    {
        foreach (var item in objects.Where(item => item.IsCertificate)) Carry(item);
        var own = new KnownCertificates([.. _carried.Values.Select(pair => pair.Certificate)]);
        foreach (var item in objects.Where(item => item.IsTrust)) Assign(item, own);
        foreach (var (source, certificate) in _carried.Values)
        {
            if (!_trust.TryGetValue(certificate.Fingerprint, out var trust))
                draft.Report(source.Place, "a certificate without a trust object: not an anchor");
            draft.Add(EntryOf(certificate, source, trust), source.Place);
        }
        foreach (var (fingerprint, trust) in _trust.Where(pair => !_carried.ContainsKey(pair.Key)))
        {
            if (!known.TryFind(fingerprint, out var certificate)) continue;
            draft.Carry(certificate);
            draft.Add(EntryOf(certificate, null, trust), trust.Place);
        }
    }

    private void Carry(CertdataObject item)
    {
        if (!Certificate.TryRead(item.Bytes("CKA_VALUE"), out var certificate, out var error))
        {
            draft.Report(item.Place, $"no certificate: {error}");
            return;
        }
        draft.Carry(certificate);
        if (!_carried.TryAdd(certificate.Fingerprint, (item, certificate)))
            draft.Report(item.Place, "the same certificate a second time");
    }

    private void Assign(CertdataObject trust, KnownCertificates own)
    {
        if (Serial(trust) is not { } serial)
        {
            draft.Report(trust.Place, "a trust object without issuer and serial number");
            return;
        }
        var issuer = new Name(trust.Bytes("CKA_ISSUER"));
        var candidates = own.Find(issuer, serial.Span).Concat(known.Find(issuer, serial.Span)).Take(Namesakes).ToList();
        var named = candidates.Find(certificate => HasHash(certificate, trust));
        if (named is null)
            draft.Report(trust.Place, candidates.Count > 0
                ? "the certificate of this issuer and serial number has another SHA-1: its trust does not count"
                : $"no certificate at hand was issued by {issuer} under {Convert.ToHexStringLower(serial.Span)}");
        else if (!_trust.TryAdd(named.Fingerprint, trust))
            draft.Report(trust.Place, "a second trust object for the same certificate");
    }

    // CKA_SERIAL_NUMBER is a whole INTEGER.
    private static ReadOnlyMemory<byte>? Serial(CertdataObject trust)
    {
        var value = trust.Bytes("CKA_SERIAL_NUMBER");
        var reader = new DerReader(value.Span);
        if (trust.Bytes("CKA_ISSUER").IsEmpty || !reader.TryNext(DerTag.Integer, out var number)) return null;
        return value[number.ContentStart..number.ContentEnd];
    }

    private static bool HasHash(Certificate certificate, CertdataObject trust)
    {
        var hash = trust.Bytes("CKA_CERT_SHA1_HASH");
        if (hash.IsEmpty) hash = trust.Bytes("CKA_HASH_OF_CERTIFICATE");
        return hash.Length switch
        {
            0 => true,
            SHA256.HashSizeInBytes => SHA256.HashData(certificate.Raw.Span).AsSpan().SequenceEqual(hash.Span),
            _ => SHA1.HashData(certificate.Raw.Span).AsSpan().SequenceEqual(hash.Span),
        };
    }

    private StoreEntry EntryOf(Certificate certificate, CertdataObject? source, CertdataObject? trust)
    {
        var trusted = TrustBits.Where(bit => IsAnchor(ValueOf(trust, bit.Attribute, bit.Pkcs11)));
        var distrusted = TrustBits.Where(bit => IsDistrust(ValueOf(trust, bit.Attribute, bit.Pkcs11)));
        return new StoreEntry(certificate.Fingerprint, new AnchorLimits
        {
            Purposes = [.. trusted.Select(bit => bit.Purpose)],
            IssuedBy = source is null ? [] : [.. LimitsOf(source)],
        })
        {
            DistrustedPurposes = [.. distrusted.Select(bit => bit.Purpose)],
        };
    }

    private static string? ValueOf(CertdataObject? trust, string attribute, string pkcs11) =>
        trust?.Word(attribute) ?? trust?.Word(pkcs11);

    private static bool IsAnchor(string? value) =>
        value is "CKT_NSS_TRUSTED_DELEGATOR" or "CKT_NETSCAPE_TRUSTED_DELEGATOR" or "CKT_TRUST_ANCHOR";

    private static bool IsDistrust(string? value) =>
        value is "CKT_NSS_NOT_TRUSTED" or "CKT_NETSCAPE_UNTRUSTED" or "CKT_NOT_TRUSTED";

    private IEnumerable<IssuanceLimit> LimitsOf(CertdataObject source)
    {
        foreach (var (attribute, purpose) in new[]
        {
            ("CKA_NSS_SERVER_DISTRUST_AFTER", Purposes.Server), ("CKA_NSS_EMAIL_DISTRUST_AFTER", Purposes.Email),
        })
        {
            var text = source.Bytes(attribute).Span;
            if (text.IsEmpty) continue;
            var tag = text.Length > 13 ? DerTag.GeneralizedTime : DerTag.UtcTime;
            if (DerTime.TryRead(tag, text, out var ticks, out _))
                yield return new IssuanceLimit(new DateTimeOffset(ticks, TimeSpan.Zero), [purpose]);
            else
                draft.Report(source.Place, $"{attribute} is no time");
        }
    }
}
