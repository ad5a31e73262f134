using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.Authority.Linting;
using Crosspath.X509;
using static Crosspath.Authority.Tests.Linting.LintWorld;

namespace Crosspath.Authority.Tests.Linting;

/// <summary>Each rule is broken by a certificate that is otherwise good, and by nothing less.</summary>
public sealed class LintRuleTests : IDisposable
{
    private const string BasicConstraints = "2.5.29.19";
    private const string KeyUsage = "2.5.29.15";
    private const string SubjectKeyId = "2.5.29.14";
    private const string AuthorityKeyId = "2.5.29.35";
    private const string NameConstraints = "2.5.29.30";
    private const string Policies = "2.5.29.32";
    private const string Mappings = "2.5.29.33";
    private const string PolicyConstraints = "2.5.29.36";
    private const string Purposes = "2.5.29.37";
    private const string InhibitAny = "2.5.29.54";
    private const string Crl = "2.5.29.31";
    private const string Access = "1.3.6.1.5.5.7.1.1";
    private const string SubjectAccess = "1.3.6.1.5.5.7.1.11";

    private static readonly GeneralNameDraft[] Names = [GeneralNameDraft.Dns("b.test")];

    // What makes a good cross-certificate break rules: those named, at least.
    private static readonly (string Rules, Func<CertificateDraft, CertificateDraft> Bend)[] Bends =
    [
        ("rfc5280-serial br-serial br-serial-random", draft => draft with { SerialNumber = new byte[] { 0x80 } }),
        ("rfc5280-validity", draft => draft with { NotAfter = Day.AddDays(-9) }),
        ("rfc5280-issuer", draft => draft with { Issuer = new byte[] { 0x30, 0 } }),
        ("rfc5280-subject", draft => draft with { Subject = new byte[] { 0x30, 0 } }),
        ("rfc5280-duplicate", draft => draft
            with { Extensions = [.. draft.Extensions, ExtensionDraft.InhibitAnyPolicy(1)] }),
        ("rfc5280-der", draft => With(draft, new("2.5.29.17", false, [0x30, 0x05, 0x01]))),
        ("rfc5280-der mozilla-der", draft => With(draft, new(SubjectKeyId, false, [0x30, 0x05, 0x01]))),
        ("rfc5280-aki br-aki bridge-key-ids", draft => Without(draft, AuthorityKeyId)),
        ("rfc5280-aki br-aki", draft => Turned(draft, AuthorityKeyId)),
        ("rfc5280-ski br-ski private-key-id bridge-key-ids", draft => Without(draft, SubjectKeyId)),
        ("rfc5280-key-usage br-key-usage bridge-key-usage", draft =>
            With(draft, ExtensionDraft.KeyUsage(KeyUsages.CrlSign))),
        ("rfc5280-path-length", draft => With(draft, ExtensionDraft.KeyUsage(KeyUsages.CrlSign))),
        ("br-key-usage", draft =>
            With(draft, ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign | KeyUsages.KeyAgreement))),
        ("rfc5280-basic-constraints br-basic-constraints bridge-basic-constraints", draft =>
            Turned(draft, BasicConstraints)),
        ("rfc5280-policy-mappings bridge-mappings", draft =>
            With(draft, ExtensionDraft.PolicyMappings(("2.5.29.32.0", "1.2.3")))),
        ("rfc5280-policy-mappings-asserted bridge-mappings", draft =>
            With(draft, ExtensionDraft.PolicyMappings(("1.2.3.4", "1.2.3")))),
        ("rfc5280-name-constraints private-constraints-critical", draft =>
            Turned(With(draft, ExtensionDraft.NameConstraints(Names, [])), NameConstraints)),
        ("rfc5280-name-constraints br-name-constraints", draft => With(draft, ExtensionDraft.NameConstraints([], []))),
        ("rfc5280-policy-constraints", draft => Turned(draft, PolicyConstraints)),
        ("rfc5280-policy-constraints", draft => With(draft, ExtensionDraft.PolicyConstraints(null, null))),
        ("rfc5280-inhibit-any", draft => Turned(draft, InhibitAny)),
        ("rfc5280-any-purpose chrome-purposes-server ccadb-cross-purposes", draft =>
            Turned(With(draft, ExtensionDraft.ExtendedKeyUsage(Any)), Purposes)),
        ("rfc5280-issuer-bytes br-issuer-bytes", draft => draft
            with { Issuer = CertificateDraft.NameOf("issuing root", "Crosspath") }),
        ("rfc5280-issuer-key-id", draft => With(draft, ExtensionDraft.AuthorityKeyIdentifier([1, 2, 3]))),
        ("rfc5280-sibling-key-id private-key-id", draft => With(draft, ExtensionDraft.SubjectKeyIdentifier([1, 2, 3]))),
        ("rfc5280-sibling-name br-cross-subject private-subject-bytes",
            draft => draft with { Subject = CertificateDraft.NameOf(
                "Existing Root", "Crosspath", UniversalTagNumber.PrintableString) }),
        ("br-crl bridge-crl private-revocable", draft => Without(draft, Crl)),
        ("br-crl bridge-crl", draft => With(draft, ExtensionDraft.RevocationListPoints("ldap://issuer.test/"))),
        ("br-aia bridge-ca-issuers", draft => With(draft, ExtensionDraft.CaIssuers("https://issuer.test/"))),
        ("br-aia-present bridge-ca-issuers", draft => Without(draft, Access)),
        ("br-policies bridge-policies", draft => Without(draft, Policies)),
        ("br-policies", draft => With(draft, ExtensionDraft.Policies("1.2.3"))),
        ("bridge-policies", draft => With(draft, ExtensionDraft.Policies("2.5.29.32.0"))),
        ("ccadb-cross-purposes chrome-purposes-server br-cross-purposes-own", draft => Without(draft, Purposes)),
        ("br-cross-purposes ccadb-cross-purposes", draft =>
            With(draft, ExtensionDraft.ExtendedKeyUsage(Server, Email))),
        ("br-cross-purposes", draft => With(draft, ExtensionDraft.ExtendedKeyUsage(Any, Client))),
        ("bridge-inhibit-any", draft => Without(draft, InhibitAny)),
        ("bridge-explicit-policy", draft => Without(draft, PolicyConstraints)),
        ("bridge-bounded", draft => With(draft, ExtensionDraft.BasicConstraints(isCa: true))),
        ("private-bounded", draft => Without(With(draft, ExtensionDraft.BasicConstraints(isCa: true)), Purposes)),
        ("bridge-ca-repository", draft => Without(draft, SubjectAccess)),
        ("chrome-validity", draft => draft with { NotAfter = Day.AddYears(4) }),
        ("private-long private-outlives-issuer private-outlives-subject", draft => draft
            with { NotAfter = Day.AddYears(11) }),
    ];

    private readonly LintWorld _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Bends.Length)];

    [Fact]
    public void A_good_cross_certificate_breaks_no_rule()
    {
        Assert.Empty(_world.Broken(_world.Cross().SignWith(_world.IssuerKey)));
        Assert.Empty(_world.Broken(_world.Issuer, Day.AddYears(-1)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_certificate_bent_in_one_way_breaks_the_rules_against_it(int index)
    {
        var (rules, bend) = Bends[index];

        var broken = _world.Broken(bend(_world.Cross()).SignWith(_world.IssuerKey));

        Assert.Subset(broken.ToHashSet(), rules.Split(' ').ToHashSet());
    }

    [Fact]
    public void A_foreign_signature_is_told()
    {
        var cross = _world.Cross().SignWith(_world.ExistingKey);

        Assert.Contains("rfc5280-signature", _world.Broken(cross));
    }

    [Fact]
    public void An_issuer_that_may_not_sign_is_told()
    {
        using var key = SigningKey.Create();
        var root = With(RootDraft("Small Root", key), ExtensionDraft.BasicConstraints(isCa: true, pathLength: 0));
        var small = With(root, ExtensionDraft.KeyUsage(KeyUsages.CrlSign)).SignWith(key);
        var cross = With(_world.Cross() with { Issuer = small.Subject.Raw },
            ExtensionDraft.AuthorityKeyIdentifier(key.KeyIdentifier));

        var broken = _world.Broken(cross.SignWith(key), null, small);

        Assert.Contains("rfc5280-issuer-path-length", broken);
        Assert.Contains("rfc5280-issuer-key-usage", broken);
    }

    [Fact]
    public void Another_organization_is_told()
    {
        using var key = SigningKey.Create();
        var foreign = (RootDraft("x", key) with
        {
            Subject = CertificateDraft.NameOf("Foreign", "Else"),
            Issuer = CertificateDraft.NameOf("Foreign", "Else"),
        }).SignWith(key);
        var cross = With(_world.Cross() with { Subject = foreign.Subject.Raw, PublicKeyInfo = key.PublicKeyInfo },
            ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier));

        var broken = _world.Broken(Without(cross, Purposes).SignWith(_world.IssuerKey), null, foreign);

        Assert.Contains("br-cross-purposes-foreign", broken);
        Assert.Contains("chrome-notification", broken);
    }

    [Fact]
    public void Siblings_with_other_purposes_are_told()
    {
        var good = _world.Cross().SignWith(_world.IssuerKey);
        var both = With(_world.Cross(), ExtensionDraft.ExtendedKeyUsage(Server, Client)).SignWith(_world.IssuerKey);

        var broken = _world.Broken(good, null, both);

        Assert.Contains("ccadb-cross-purposes-differ", broken);
        Assert.Contains("chrome-key-purposes", broken);
    }

    [Fact]
    public void A_revocation_that_missed_a_sibling_is_told_and_a_revoked_sibling_asserts_nothing()
    {
        var good = _world.Cross().SignWith(_world.IssuerKey);
        var both = With(_world.Cross(), ExtensionDraft.ExtendedKeyUsage(Server, Client)).SignWith(_world.IssuerKey);
        LintPool Pool(SigningKey key) => new([_world.Issuer, _world.Existing, both])
        {
            RevocationLists =
            [
                new RevocationListDraft
                {
                    Issuer = _world.Issuer.Subject.Raw,
                    ThisUpdate = Day,
                    NextUpdate = Day.AddDays(7),
                    Number = 1,
                    Entries = [new RevocationDraft(both.SerialNumber, Day)],
                }.SignWith(key),
            ],
        };

        var broken = Lint(good, Pool(_world.IssuerKey));
        var forged = Lint(good, Pool(_world.ExistingKey));

        Assert.Equal(["private-sibling-revoked"], broken);
        Assert.DoesNotContain("private-sibling-revoked", forged);
        Assert.Contains("chrome-key-purposes", forged);
    }

    [Fact]
    public void Purposes_change_with_the_date()
    {
        var both = With(_world.Cross(), ExtensionDraft.ExtendedKeyUsage(Server, Client)).SignWith(_world.IssuerKey);
        var none = Without(_world.Cross(), Purposes).SignWith(_world.IssuerKey);

        Assert.DoesNotContain("chrome-purposes-tls", _world.Broken(both, Date(2026, 6, 14)));
        Assert.Contains("chrome-purposes-server", _world.Broken(both, Date(2026, 6, 15)));
        Assert.Contains("chrome-purposes-tls", _world.Broken(none, Date(2026, 6, 14)));
        Assert.DoesNotContain("ccadb-cross-purposes", _world.Broken(none, Date(2025, 6, 14)));
        Assert.Contains("ccadb-cross-purposes", _world.Broken(none, Date(2025, 6, 15)));
    }

    [Fact]
    public void Without_a_root_at_hand_the_rule_for_roots_is_a_warning()
    {
        var one = Without(_world.Cross(), Purposes).SignWith(_world.IssuerKey);
        var other = (Without(_world.Cross(), Purposes) with { Issuer = CertificateDraft.NameOf("Elsewhere") }).SignWith(
            _world.ExistingKey);

        var broken = Lint(one, new LintPool([_world.Issuer, other]));

        Assert.Contains("ccadb-cross-purposes-possible", broken);
        Assert.DoesNotContain("ccadb-cross-purposes", broken);
    }

    [Fact]
    public void A_subordinate_CA_without_siblings_is_judged_as_such()
    {
        var alone = Without(_world.Cross(), Purposes).SignWith(_world.IssuerKey);
        var mixed = With(_world.Cross(), ExtensionDraft.ExtendedKeyUsage(Server, Email)).SignWith(_world.IssuerKey);
        var pool = new LintPool([_world.Issuer]);

        Assert.Contains("br-sub-purposes", Lint(alone, pool));
        Assert.Contains("mozilla-purposes", Lint(alone, pool));
        Assert.Contains("private-siblings-known", Lint(alone, pool));
        Assert.Contains("mozilla-purposes-mixed", Lint(mixed, pool));
        Assert.Contains("mozilla-tls-hierarchy", Lint(mixed, pool));
        Assert.Contains("ccadb-cross-purposes-unknown", Lint(alone, pool));
        Assert.DoesNotContain("ccadb-cross-purposes", Lint(alone, pool));
    }

    [Fact]
    public void A_serial_number_that_is_taken_is_told()
    {
        var first = _world.Cross().SignWith(_world.IssuerKey);
        var second = (_world.Cross() with { SerialNumber = first.SerialNumber }).SignWith(_world.IssuerKey);

        Assert.Contains("mozilla-serial-unique", _world.Broken(second, null, first));
    }

    [Fact]
    public void What_no_database_lists_is_told_when_there_is_a_list()
    {
        var cross = _world.Cross().SignWith(_world.IssuerKey);
        Certificate[] pool = [_world.Issuer, _world.Existing];

        var unlisted = Lint(cross,
            new LintPool(pool) { Disclosed = new HashSet<Fingerprint> { _world.Issuer.Fingerprint } });
        var listed = Lint(cross, new LintPool(pool) { Disclosed = new HashSet<Fingerprint> { cross.Fingerprint } });

        Assert.Contains("ccadb-disclosed", unlisted);
        Assert.Contains("mozilla-disclosed", unlisted);
        Assert.Empty(listed);
    }

    [Fact]
    public void Extended_validation_is_carried_on_where_both_sides_have_it()
    {
        var issuer = With(RootDraft("Issuing Root", _world.IssuerKey),
            ExtensionDraft.Policies("2.23.140.1.1")).SignWith(_world.IssuerKey);
        var existing = With(RootDraft("Existing Root", _world.ExistingKey),
            ExtensionDraft.Policies("2.23.140.1.1")).SignWith(_world.ExistingKey);
        var cross = _world.Cross().SignWith(_world.IssuerKey);

        Assert.Contains("ccadb-cross-ev", Lint(cross, new LintPool([issuer, existing])));
    }

    [Fact]
    public void Old_weak_and_odd_roots_are_told()
    {
        using var rsa = RSA.Create(1024);
        using var weak = SigningKey.Of(rsa);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var root = RootDraft("Weak", weak) with { NotBefore = Day.AddYears(-16), NotAfter = Day.AddYears(16) };
        var odd = With(root, ExtensionDraft.ExtendedKeyUsage(Server)).SignWith(weak);
        var large = (RootDraft("Large", weak) with { PublicKeyInfo = p521.ExportSubjectPublicKeyInfo() }).SignWith(
            weak);

        var broken = Lint(odd, new LintPool([odd]));

        string[] expected = ["br-key", "mozilla-key", "private-key", "br-root-purposes", "br-root-validity",
            "chrome-key-age"];
        Assert.Subset(broken.ToHashSet(), expected.ToHashSet());
        Assert.Contains("mozilla-key", Lint(large, new LintPool([])));
        Assert.DoesNotContain("br-key", Lint(large, new LintPool([])));
    }

    [Fact]
    public void What_is_no_CA_has_no_rights_of_one()
    {
        var leaf = With(_world.Cross(), ExtensionDraft.BasicConstraints(isCa: false)).SignWith(_world.IssuerKey);

        Assert.Contains("rfc5280-ca-only", Lint(leaf, new LintPool([_world.Issuer])));
    }

    private static DateTimeOffset Date(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
