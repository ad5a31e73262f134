using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Demos;

/// <summary>Makes the certificates of a demonstration: names get keys on first mention, and each CA signs whom it is
/// told to.</summary>
internal sealed class DemoMaker(DemoKind kind, DateTimeOffset now) : IDisposable
{
    private const string Organization = "Crosspath Demo";

    private readonly Dictionary<string, SigningKey> _keys = [];
    private readonly List<Certificate> _roots = [];
    private readonly List<Certificate> _intermediates = [];

    /// <summary>The present, to the day.</summary>
    public DateTimeOffset Today { get; } = new(now.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>A day so many years from today.</summary>
    public DateTimeOffset Years(double years) => Today.AddDays(Math.Round(365.25 * years));

    /// <summary>Makes a root that is trusted.</summary>
    public void Root(string name, DateTimeOffset from, DateTimeOffset until) =>
        _roots.Add(Issue(name, name, from, until, CaExtensions(name, name)));

    /// <summary>Has a CA sign a certificate for another.</summary>
    public void Authority(string issuer, string subject, DateTimeOffset from, DateTimeOffset until, params ExtensionDraft[] more) =>
        _intermediates.Add(Issue(issuer, subject, from, until, [.. CaExtensions(issuer, subject), .. more]));

    /// <summary>Has a CA sign the leaf, and hands everything over.</summary>
    public DemoPki Finish(
        string issuer, string story, ImmutableArray<DemoQuestion> questions, DateTimeOffset? leafFrom = null,
        string? leafPolicy = null)
    {
        const string Host = "www.demo.test";
        ExtensionDraft[] extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: false),
            ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature),
            ExtensionDraft.ExtendedKeyUsage("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"),
            ExtensionDraft.DnsNames(Host),
            ExtensionDraft.SubjectKeyIdentifier(KeyOf(Host).KeyIdentifier),
            ExtensionDraft.AuthorityKeyIdentifier(KeyOf(issuer).KeyIdentifier),
            .. leafPolicy is null ? Array.Empty<ExtensionDraft>() : [ExtensionDraft.Policies(leafPolicy)],
        ];
        var leaf = Issue(issuer, Host, leafFrom ?? Today.AddDays(-30), Today.AddDays(335), extensions);
        var keys = _keys.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ExportPkcs8Pem(), StringComparer.Ordinal);
        return new DemoPki(kind, story, leaf, [.. _intermediates], [.. _roots], keys, questions);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    private Certificate Issue(
        string issuer, string subject, DateTimeOffset from, DateTimeOffset until, ExtensionDraft[] extensions) =>
        new CertificateDraft
        {
            Subject = CertificateDraft.NameOf(subject, Organization),
            Issuer = CertificateDraft.NameOf(issuer, Organization),
            PublicKeyInfo = KeyOf(subject).PublicKeyInfo,
            NotBefore = from,
            NotAfter = until,
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [.. extensions],
        }.SignWith(KeyOf(issuer));

    private ExtensionDraft[] CaExtensions(string issuer, string subject) =>
    [
        ExtensionDraft.BasicConstraints(isCa: true),
        ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
        ExtensionDraft.SubjectKeyIdentifier(KeyOf(subject).KeyIdentifier),
        .. issuer == subject ? Array.Empty<ExtensionDraft>() : [ExtensionDraft.AuthorityKeyIdentifier(KeyOf(issuer).KeyIdentifier)],
    ];

    private SigningKey KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key)) _keys.Add(name, key = SigningKey.Create());
        return key;
    }
}
