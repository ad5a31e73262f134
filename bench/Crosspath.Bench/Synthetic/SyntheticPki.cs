using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Bench.Synthetic;

// A PKI of which the answers are known because it was made so. All signatures are real. Per 1,000 CAs below 50 roots:
// 100 intermediates and 10 roots are cross-signed, 50 intermediates reissued. Of the leaves, one in 200 is cross-signed by
// another intermediate, and one in ten renewed by the same; all last 398 days.

/// <summary>Makes certificates for measuring a census, in any number.</summary>
internal sealed class SyntheticPki : IDisposable
{
    private const int Roots = 50, Intermediates = 1000, CrossSignedRoots = 10, CrossSigned = 100, Reissued = 50;
    private const int LeavesPerCrossSign = 200, LeavesPerRenewal = 10;

    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SigningKey[] _rootKeys = [.. Enumerable.Range(0, Roots).Select(_ => SigningKey.Create())];
    private readonly SigningKey[] _keys = [.. Enumerable.Range(0, Intermediates).Select(_ => SigningKey.Create())];

    private readonly Lazy<Certificate[]> _roots;

    public SyntheticPki() => _roots = new Lazy<Certificate[]>(() => [.. Enumerable.Range(0, Roots).Select(i => Root(i, i))]);

    /// <summary>The self-signed roots.</summary>
    public IEnumerable<Certificate> RootCertificates() => _roots.Value;

    /// <summary>Every CA certificate, roots and cross-signs included.</summary>
    public IEnumerable<Certificate> CaCertificates()
    {
        foreach (var root in RootCertificates()) yield return root;
        for (var i = 0; i < CrossSignedRoots; i++) yield return Root(i, (i + 1) % Roots);
        for (var i = 0; i < Intermediates; i++) yield return Intermediate(i, i % Roots, 0);
        for (var i = 0; i < CrossSigned; i++) yield return Intermediate(i, (i + 1) % Roots, 0);
        for (var i = CrossSigned; i < CrossSigned + Reissued; i++) yield return Intermediate(i, i % Roots, 1);
    }

    /// <summary>A run of leaves; the same number always gives the same names, keys and dates.</summary>
    public IEnumerable<Certificate> Leaves(long first, long count)
    {
        for (var i = first; i < first + count; i++) yield return Leaf(i);
    }

    /// <summary>What a census must find among this many leaves and all CAs.</summary>
    public static SyntheticAnswers Answers(long leaves)
    {
        var (crossed, renewed) = (0L, 0L);
        for (var i = 1L; i < leaves; i++)
        {
            if (i % LeavesPerCrossSign == 1) crossed++;
            else if (i % LeavesPerRenewal == 1) renewed++;
        }
        return new SyntheticAnswers(
            Roots + CrossSignedRoots + Intermediates + CrossSigned + Reissued,
            CrossSignedRoots, CrossSigned, crossed, Reissued + renewed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _rootKeys) key.Dispose();
        foreach (var key in _keys) key.Dispose();
    }

    private Certificate Root(int subject, int issuer) => Ca(
        $"Root {subject}", _rootKeys[subject], $"Root {issuer}", _rootKeys[issuer], Begin.AddYears(-5), 25);

    private Certificate Intermediate(int subject, int issuer, int reissue) => Ca(
        $"Intermediate {subject}", _keys[subject], $"Root {issuer}", _rootKeys[issuer], Begin.AddYears(-1).AddDays(reissue), 12);

    private static Certificate Ca(
        string name, SigningKey key, string issuerName, SigningKey issuerKey, DateTimeOffset from, int years) => new CertificateDraft
        {
            Subject = CertificateDraft.NameOf(name, "Synthetic"),
            Issuer = CertificateDraft.NameOf(issuerName, "Synthetic"),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = from,
            NotAfter = from.AddYears(years),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions =
            [
                ExtensionDraft.BasicConstraints(true),
                ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
                ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
                ExtensionDraft.AuthorityKeyIdentifier(issuerKey.KeyIdentifier),
            ],
        }.SignWith(issuerKey);

    // The second of a pair bears the name and key of the first.
    private Certificate Leaf(long number)
    {
        var isCrossSign = number % LeavesPerCrossSign == 1;
        var isSecond = isCrossSign || number % LeavesPerRenewal == 1;
        var identity = isSecond ? number - 1 : number;
        var issuer = (int)((isCrossSign ? identity + 1 : identity) % Intermediates);
        var from = Begin.AddHours(identity % 8760).AddDays(isSecond ? 30 : 0);
        var random = new Random(unchecked((int)(identity * 7919)));
        var key = new byte[256];
        random.NextBytes(key);
        key[0] |= 0x80;
        var host = $"host-{identity}.example-{identity % 9973}.test";
        return new CertificateDraft
        {
            Subject = CertificateDraft.NameOf(host),
            Issuer = CertificateDraft.NameOf($"Intermediate {issuer}", "Synthetic"),
            PublicKeyInfo = RsaKeyInfo(key),
            NotBefore = from,
            NotAfter = from.AddDays(398),
            SerialNumber = Serial(number),
            Extensions = LeafExtensions(host, _keys[issuer], key),
        }.SignWith(_keys[issuer]);
    }

    private static ImmutableArray<ExtensionDraft> LeafExtensions(string host, SigningKey issuer, byte[] filler) =>
    [
        ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature | KeyUsages.KeyEncipherment),
        ExtensionDraft.ExtendedKeyUsage("1.3.6.1.5.5.7.3.1"),
        ExtensionDraft.SubjectKeyIdentifier(filler[..20]),
        ExtensionDraft.AuthorityKeyIdentifier(issuer.KeyIdentifier),
        ExtensionDraft.DnsNames(host, "www." + host),
        // As large as the two timestamps that real certificates carry.
        new ExtensionDraft("1.3.6.1.4.1.11129.2.4.2", false, [0x04, 0x81, 0xF0, .. filler[..240]]),
    ];

    private static byte[] Serial(long number)
    {
        var serial = new byte[16];
        serial[0] = 0x41;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(serial.AsSpan(8), number);
        return serial;
    }

    // SubjectPublicKeyInfo of RSA (RFC 3279 section 2.3.1) with exponent 65537 around 256 bytes.
    private static byte[] RsaKeyInfo(byte[] modulus) =>
    [
        0x30, 0x82, 0x01, 0x22, 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
        0x03, 0x82, 0x01, 0x0F, 0x00, 0x30, 0x82, 0x01, 0x0A, 0x02, 0x82, 0x01, 0x01, 0x00, .. modulus,
        0x02, 0x03, 0x01, 0x00, 0x01,
    ];
}
