using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Authority.Tests.Linting;

/// <summary>Two roots, and the cross-certificate of one by the other, which breaks no rule until a test bends
/// it.</summary>
internal sealed class LintWorld : IDisposable
{
    public const string Server = "1.3.6.1.5.5.7.3.1";
    public const string Client = "1.3.6.1.5.5.7.3.2";
    public const string Email = "1.3.6.1.5.5.7.3.4";
    public const string Any = "2.5.29.37.0";

    public static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public LintWorld()
    {
        Issuer = RootDraft("Issuing Root", IssuerKey).SignWith(IssuerKey);
        Existing = RootDraft("Existing Root", ExistingKey).SignWith(ExistingKey);
    }

    public SigningKey IssuerKey { get; } = SigningKey.Create();
    public SigningKey ExistingKey { get; } = SigningKey.Create();
    public Certificate Issuer { get; }
    public Certificate Existing { get; }

    public static CertificateDraft RootDraft(string name, SigningKey key) => new()
    {
        Subject = CertificateDraft.NameOf(name, "Crosspath"),
        Issuer = CertificateDraft.NameOf(name, "Crosspath"),
        PublicKeyInfo = key.PublicKeyInfo,
        NotBefore = Day.AddYears(-1),
        NotAfter = Day.AddYears(9),
        SerialNumber = CertificateDraft.RandomSerialNumber(),
        Extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: true),
            ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
            ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
        ],
    };

    /// <summary>The good cross-certificate.</summary>
    public CertificateDraft Cross() => new()
    {
        Subject = Existing.Subject.Raw,
        Issuer = Issuer.Subject.Raw,
        PublicKeyInfo = ExistingKey.PublicKeyInfo,
        NotBefore = Day,
        NotAfter = Day.AddYears(2),
        SerialNumber = CertificateDraft.RandomSerialNumber(),
        Extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: true, pathLength: 1),
            ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
            ExtensionDraft.ExtendedKeyUsage(Server),
            ExtensionDraft.SubjectKeyIdentifier(ExistingKey.KeyIdentifier),
            ExtensionDraft.AuthorityKeyIdentifier(IssuerKey.KeyIdentifier),
            ExtensionDraft.Policies("2.23.140.1.2.1"),
            ExtensionDraft.PolicyConstraints(0, null),
            ExtensionDraft.InhibitAnyPolicy(0),
            ExtensionDraft.CaIssuers("http://issuer.test/ca.p7c"),
            ExtensionDraft.RevocationListPoints("http://issuer.test/ca.crl"),
            new("1.3.6.1.5.5.7.1.11", false, Convert.FromHexString(
                "3023302106082b0601050507300586" + "15" + Convert.ToHexString("http://subject.test/b/"u8[..21]))),
        ],
    };

    /// <summary>The draft with one extension more, in place of any of its kind.</summary>
    public static CertificateDraft With(CertificateDraft draft, ExtensionDraft extension) => draft with
    {
        Extensions = [.. draft.Extensions.Where(other => other.Oid != extension.Oid), extension],
    };

    public static CertificateDraft Without(CertificateDraft draft, string oid) => draft with
    {
        Extensions = [.. draft.Extensions.Where(other => other.Oid != oid)],
    };

    /// <summary>The same extension with its mark turned round.</summary>
    public static CertificateDraft Turned(CertificateDraft draft, string oid) => draft with
    {
        Extensions = [.. draft.Extensions.Select(
            other => other.Oid == oid ? other with { IsCritical = !other.IsCritical } : other)],
    };

    /// <summary>The rules that a certificate breaks on a day, both roots being at hand.</summary>
    public IReadOnlyList<string> Broken(
        Certificate certificate, DateTimeOffset? date = null, params IEnumerable<Certificate> others) =>
        Lint(certificate, new LintPool([Issuer, Existing, .. others]), date);

    public static IReadOnlyList<string> Lint(Certificate certificate, LintPool pool, DateTimeOffset? date = null) =>
    [
        .. new Linter(pool).Lint(certificate, LintPack.All.Select(pack => new RuleSet(pack, date ?? Day)))
            .Findings.Select(finding => finding.Rule.Id),
    ];

    public void Dispose()
    {
        IssuerKey.Dispose();
        ExistingKey.Dispose();
    }
}
