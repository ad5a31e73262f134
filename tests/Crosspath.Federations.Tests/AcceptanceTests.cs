using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Tests;
using Crosspath.Authority.Tests.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations.Tests;

/// <summary>What apply issues, in the eyes of OpenSSL, Go and .NET.</summary>
public sealed class AcceptanceTests : IDisposable
{
    private readonly Workshop _shop = new(Workshop.Pair());
    private readonly Verifiers _verifiers = new();

    public void Dispose()
    {
        _shop.Dispose();
        _verifiers.Dispose();
    }

    [Theory]
    [InlineData("north", "south")]
    [InlineData("south", "north")]
    public void A_workload_is_accepted_under_the_other_sides_anchor_and_not_without_the_cross_certificate(
        string viewer, string other)
    {
        var leaf = _shop.Certificate($"{other}/web.pem");
        var issuing = _shop.Certificate($"{other}/issuing.pem");
        var anchor = _shop.Certificate($"{viewer}/root.pem");
        Assert.False(_verifiers.Accept(anchor, [issuing], leaf, Workshop.Now));

        _shop.Applied();

        var cross = _shop.State.Of(viewer).Crosses[0].Certificate;
        Assert.True(_verifiers.Accept(anchor, [issuing, cross], leaf, Workshop.Now));
        Assert.False(_verifiers.Accept(anchor, [issuing, cross], leaf, cross.NotAfter.AddSeconds(1)));
    }

    [Fact]
    public void The_chain_that_a_workload_serves_is_accepted_in_each_domain()
    {
        _shop.Applied();
        var bundles = new BundleWriter(_shop.Federation, _shop.State, Workshop.Now);
        foreach (var workload in _shop.Federation.Workloads)
        {
            foreach (var viewer in _shop.Federation.Domains)
            {
                Assert.True(_verifiers.Accept(bundles.BundleOf(viewer.Name).Anchors[0],
                    [.. bundles.ChainOf(workload)], _shop.Certificate(workload.LeafFile), Workshop.Now));
            }
        }
    }

    [Theory]
    [InlineData("new.south.test", true)]
    [InlineData("www.north.test", false)]
    [InlineData("www.elsewhere.test", false)]
    public void Names_outside_the_realm_are_rejected(string host, bool isAccepted)
    {
        _shop.Applied();

        var leaf = Issue(_shop, "south/issuing.pem", host);

        Assert.Equal(isAccepted, _verifiers.Accept(_shop.Certificate("north/root.pem"),
            [_shop.Certificate("south/issuing.pem"), _shop.State.Of("north").Crosses[0].Certificate], leaf,
            Workshop.Now));
    }

    [Fact]
    public void Purposes_outside_the_agreement_are_rejected()
    {
        _shop.Federation = _shop.Federation with
        {
            Agreements = [Workshop.Mutual("north", "south") with
            {
                Constraints = new CrossSignConstraints { Days = 365, Purposes = ["1.3.6.1.5.5.7.3.2"] },
            }],
        };
        _shop.Applied();

        Assert.False(_verifiers.Accept(_shop.Certificate("north/root.pem"),
            [_shop.Certificate("south/issuing.pem"), _shop.State.Of("north").Crosses[0].Certificate],
            _shop.Certificate("south/web.pem"), Workshop.Now));
    }

    [Fact]
    public void A_third_domain_that_the_other_side_signs_is_rejected()
    {
        using var shop = new Workshop(Workshop.Of("a", "b", "c") with
        {
            Agreements = [new("a-b", "a", "b") { Constraints = new() { PermittedNames = [] } }, new("b-c", "b", "c")],
        }).Applied();

        Assert.False(_verifiers.Accept(shop.Certificate("a/root.pem"),
            [
                shop.Certificate("c/issuing.pem"), shop.State.Of("b").Crosses[0].Certificate,
                shop.State.Of("a").Crosses[0].Certificate,
            ], shop.Certificate("c/web.pem"), Workshop.Now));
    }

    [Fact]
    public void A_request_proves_possession_to_OpenSSL()
    {
        _shop.Federation = _shop.Federation with
        {
            Agreements = [Workshop.Mutual("north", "south") with { NeedsProof = true }],
        };
        _shop.Apply("north");
        using var openSsl = new OpenSslCommand();
        File.Copy(_shop.Folder.RequestOf("north"), Path.Combine(openSsl.Folder, "request.pem"));

        var said = openSsl.Run("req", "-in", "request.pem", "-verify", "-noout", "-text");

        Assert.Contains("self-signature verify OK", said, StringComparison.Ordinal);
        Assert.Contains("Subject: O = Crosspath test, CN = North Root", said, StringComparison.Ordinal);
        Assert.Contains("CA:TRUE", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_are_mapped_over_a_bridge()
    {
        using var shop = Bridged().Applied();
        Certificate[] between =
        [
            shop.Certificate("b/issuing.pem"),
            shop.State.Of("bridge").Crosses.First(cross => cross.Name == "b-bridge.b").Certificate,
            shop.State.Of("a").Crosses[0].Certificate,
        ];
        var (anchor, leaf) = (shop.Certificate("a/root.pem"), shop.Certificate("b/web.pem"));

        // Under a's own policy, as which b's counts; Go does not know critical policy extensions.
        Assert.True(IsAccepted("1.3.6.1.4.1.55555.1", anchor, between, leaf));
        Assert.False(IsAccepted("1.3.6.1.4.1.55555.2", anchor, between, leaf));
        Assert.False(IsAccepted("1.3.6.1.4.1.55555.1", anchor, between, Issue(shop, "b/issuing.pem", "new.b.test")));
        Assert.True(shop.Proof().Holds);
    }

    private static bool IsAccepted(string policy, Certificate anchor, Certificate[] between, Certificate leaf)
    {
        using var openSsl = new OpenSslCommand();
        openSsl.Write("root.pem", anchor);
        openSsl.Write("between.pem", between);
        openSsl.Write("leaf.pem", leaf);
        return openSsl.Run("verify", "-x509_strict", "-attime", $"{Workshop.Now.ToUnixTimeSeconds()}", "-policy", policy,
            "-explicit_policy", "-CAfile", "root.pem", "-untrusted", "between.pem", "leaf.pem") == "leaf.pem: OK\n";
    }

    private static Workshop Bridged()
    {
        var federation = Workshop.Of("bridge", "a", "b");
        return new Workshop(federation with
        {
            Domains = [.. federation.Domains.Select(domain => domain with
            {
                IsHub = domain.Name == "bridge",
                Realm = domain.Name == "bridge" ? Realm.None : domain.Realm,
                Publication = domain.Publication with { CaIssuers = [$"http://pki.{domain.Name}.test/root.cer"] },
            })],
            Agreements = [Mapped("a", "1.3.6.1.4.1.55555.1"), Mapped("b", "1.3.6.1.4.1.55555.2")],
        });

        static Agreement Mapped(string domain, string policy) => Workshop.Mutual(domain, "bridge") with
        {
            Template = CrossSignTemplate.Find("bridge")!,
            Constraints = new CrossSignConstraints
            {
                Days = 365,
                Policies = [policy],
                Mappings = [(policy, "1.3.6.1.4.1.55555.9")],
            },
        };
    }

    private static Certificate Issue(
        Workshop shop, string issuerFile, string host, string purpose = "1.3.6.1.5.5.7.3.1")
    {
        var issuer = shop.Certificate(issuerFile);
        var opened = (KeyOpening.Opened)PrivateKeys.Open(
            File.ReadAllBytes(shop.Folder.Resolve(Path.ChangeExtension(issuerFile, ".key"))), issuer.PublicKeyInfo,
            SignatureForm.Default);
        using var issuerKey = opened.Key;
        using var key = SigningKey.Create();
        return new CertificateDraft
        {
            Subject = CertificateDraft.NameOf(host),
            Issuer = issuer.Subject.Raw,
            PublicKeyInfo = key.PublicKeyInfo,
            NotBefore = Workshop.Now.AddDays(-1),
            NotAfter = Workshop.Now.AddDays(1),
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions =
            [
                ExtensionDraft.BasicConstraints(isCa: false),
                ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature),
                ExtensionDraft.ExtendedKeyUsage(purpose),
                ExtensionDraft.DnsNames(host),
                ExtensionDraft.SubjectKeyIdentifier(key.KeyIdentifier),
                ExtensionDraft.AuthorityKeyIdentifier(issuer.SubjectKeyIdentifier.ToArray()),
            ],
        }.SignWith(issuerKey);
    }
}
