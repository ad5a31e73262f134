using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Authority.Tests.CrossSigning;

/// <summary>Two PKIs: ours, which signs, and theirs, with a root, an issuing CA and servers.</summary>
internal sealed class SignWorld : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly SigningKey _issuingKey = SigningKey.Create();
    private readonly SigningKey _serverKey = SigningKey.Create();

    public SignWorld(SigningKey? ourKey = null)
    {
        OurKey = ourKey ?? SigningKey.Create();
        Ours = Root("Our Root", "Ours", OurKey).SignWith(OurKey);
        Theirs = Root("Their Root", "Theirs", TheirKey).SignWith(TheirKey);
        var below = Root("Their Issuing CA", "Theirs", _issuingKey,
            ExtensionDraft.AuthorityKeyIdentifier(TheirKey.KeyIdentifier));
        TheirIssuing = (below with { Issuer = Theirs.Subject.Raw }).SignWith(TheirKey);
    }

    public SigningKey OurKey { get; }
    public SigningKey TheirKey { get; } = SigningKey.Create();
    public Certificate Ours { get; }
    public Certificate Theirs { get; }
    public Certificate TheirIssuing { get; }

    public static CertificateDraft Root(
        string name, string organization, SigningKey key, params ExtensionDraft[] more) => new()
        {
            Subject = CertificateDraft.NameOf(name, organization),
            Issuer = CertificateDraft.NameOf(name, organization),
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = Now.AddYears(-2),
            NotAfter = Now.AddYears(8),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions =
        [
            .. more.Any(extension => extension.Oid == "2.5.29.19") ? Array.Empty<ExtensionDraft>()
                : [ExtensionDraft.BasicConstraints(isCa: true)],
            ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
            ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
            .. more,
        ],
        };

    /// <summary>A server of theirs, by their root.</summary>
    public Certificate Server(string host) => Server(host, Theirs, TheirKey);

    /// <summary>A server of theirs, by their issuing CA.</summary>
    public Certificate ServerBelow(string host) => Server(host, TheirIssuing, _issuingKey);

    public CrossSignRequest Request(CrossSignConstraints? constraints = null, string template = "private") => new()
    {
        Subject = Take(Theirs),
        Issuer = Ours,
        Now = Now,
        Template = CrossSignTemplate.Find(template)!,
        Constraints = constraints ?? new CrossSignConstraints(),
    };

    public Certificate Sign(CrossSignRequest request) =>
        Assert.IsType<CrossSignResult.Signed>(Plan(request).SignWith(OurKey)).Certificate;

    public static CrossSignPlan Plan(CrossSignRequest request) =>
        Assert.IsType<CrossSignResult.Planned>(CrossSigner.Plan(request)).Plan;

    public static string Refusal(CrossSignResult result) =>
        string.Join("; ", Assert.IsType<CrossSignResult.Refused>(result).Reasons);

    public static SubjectSource Take(Certificate certificate)
    {
        Assert.True(SubjectSource.TryTake(certificate, out var source, out var problem), problem);
        return source;
    }

    public void Dispose()
    {
        OurKey.Dispose();
        TheirKey.Dispose();
        _issuingKey.Dispose();
        _serverKey.Dispose();
    }

    private Certificate Server(string host, Certificate issuer, SigningKey issuerKey) => new CertificateDraft
    {
        Subject = CertificateDraft.NameOf(host, "Theirs"),
        Issuer = issuer.Subject.Raw,
        PublicKeyInfo = _serverKey.PublicKeyInfo,
        NotBefore = Now.AddMonths(-1),
        NotAfter = Now.AddYears(4),
        SerialNumber = CertificateDraft.RandomSerialNumber(),
        Extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: false),
            ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature),
            ExtensionDraft.ExtendedKeyUsage("1.3.6.1.5.5.7.3.1"),
            ExtensionDraft.SubjectKeyIdentifier(_serverKey.KeyIdentifier),
            ExtensionDraft.AuthorityKeyIdentifier(issuer.SubjectKeyIdentifier.ToArray()),
            ExtensionDraft.DnsNames(host),
        ],
    }.SignWith(issuerKey);
}
