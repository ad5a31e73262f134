using System.Security.Cryptography;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Authority.Tests.CrossSigning;

/// <summary>What is issued is accepted by others under our root, and refused outside its constraints.</summary>
public sealed class AcceptanceTests : IDisposable
{
    private readonly Verifiers _verifiers = new();

    public static TheoryData<string> Keys => ["P-256", "P-384", "P-521", "RSA", "RSA-PSS", "RSA-PSS-512", "Ed25519"];

    public void Dispose() => _verifiers.Dispose();

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_cross_certificate_by_any_key_joins_their_server_to_our_root(string kind)
    {
        using var world = new SignWorld(KeyOf(kind));

        var cross = world.Sign(world.Request(template: "partition") with { Form = FormOf(kind) });

        Assert.True(_verifiers.Accept(world.Ours, [cross], world.Server("www.theirs.test"), SignWorld.Now));
        Assert.True(_verifiers.Accept(
            world.Ours, [cross, world.TheirIssuing], world.ServerBelow("www.theirs.test"), SignWorld.Now));
        Assert.False(_verifiers.Accept(world.Ours, [], world.Server("www.theirs.test"), SignWorld.Now));
    }

    [Fact]
    public void Names_outside_the_constraints_are_refused()
    {
        using var world = new SignWorld();
        var cross = world.Sign(world.Request(new CrossSignConstraints
        {
            PermittedNames = [GeneralNameDraft.Dns("theirs.test")],
            ExcludedNames = [GeneralNameDraft.Dns("secret.theirs.test")],
        }));

        Assert.True(Accepts(world, cross, "www.theirs.test"));
        Assert.False(Accepts(world, cross, "www.bank.test"));
        Assert.False(Accepts(world, cross, "www.secret.theirs.test"));
    }

    [Fact]
    public void A_path_longer_than_allowed_is_refused()
    {
        using var world = new SignWorld();
        var cross = world.Sign(world.Request(new CrossSignConstraints { PathLength = 0 }));

        Assert.True(Accepts(world, cross, "www.theirs.test"));
        Assert.False(_verifiers.Accept(
            world.Ours, [cross, world.TheirIssuing], world.ServerBelow("www.theirs.test"), SignWorld.Now));
    }

    [Fact]
    public void Another_purpose_is_refused()
    {
        using var world = new SignWorld();
        var cross = world.Sign(world.Request(new CrossSignConstraints { Purposes = ["1.3.6.1.5.5.7.3.2"] }));

        Assert.False(Accepts(world, cross, "www.theirs.test"));
    }

    [Fact]
    public void Before_and_after_its_validity_it_is_refused()
    {
        using var world = new SignWorld();
        var cross = world.Sign(world.Request(new CrossSignConstraints { Days = 10 }));
        var server = world.Server("www.theirs.test");

        // In its last second OpenSSL takes a certificate for expired.
        Assert.True(_verifiers.Accept(world.Ours, [cross], server, SignWorld.Now.AddDays(10).AddSeconds(-2)));
        Assert.False(_verifiers.Accept(world.Ours, [cross], server, SignWorld.Now.AddDays(10).AddSeconds(1)));
        Assert.False(_verifiers.Accept(world.Ours, [cross], server, SignWorld.Now.AddSeconds(-1)));
    }

    [Fact]
    public void Every_template_gives_what_others_accept()
    {
        using var world = new SignWorld();
        var published = new CrossSignConstraints
        {
            RevocationLists = ["http://ours.test/ca.crl"],
            CaIssuers = ["http://ours.test/ca.p7c"],
        };

        foreach (var template in new[] { "webpki", "partition", "private" })
        {
            var cross = world.Sign(world.Request(published, template));
            Assert.True(Accepts(world, cross, "www.theirs.test"), template);
        }
    }

    // Go does not know critical policy constraints, and refuses what it does not know.
    [Theory]
    [InlineData(3, true)]
    [InlineData(0, false)]
    public void A_bridge_asks_for_a_policy_which_their_server_does_not_have(int after, bool isAccepted)
    {
        using var world = new SignWorld();
        var cross = world.Sign(world.Request(new CrossSignConstraints
        {
            RevocationLists = ["http://ours.test/ca.crl"],
            CaIssuers = ["http://ours.test/ca.p7c"],
            Policies = ["1.3.6.1.4.1.55555.2"],
            Mappings = [("1.3.6.1.4.1.55555.2", "1.3.6.1.4.1.55555.1")],
            RequireExplicitPolicy = after,
        }, "bridge"));

        Assert.Equal(isAccepted,
            _verifiers.AcceptPolicies(world.Ours, [cross], world.Server("www.theirs.test"), SignWorld.Now));
    }

    private bool Accepts(SignWorld world, Certificate cross, string host) =>
        _verifiers.Accept(world.Ours, [cross], world.Server(host), SignWorld.Now);

    private static SigningKey KeyOf(string kind)
    {
        if (kind.StartsWith("RSA", StringComparison.Ordinal)) return SigningKey.Of(RSA.Create(2048), FormOf(kind));
        if (kind == "Ed25519") return PrivateKeysTests.Edwards();
        return SigningKey.Of(ECDsa.Create(kind switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        }));
    }

    private static SignatureForm FormOf(string kind) => kind switch
    {
        "RSA-PSS" => new SignatureForm(HashAlgorithmName.SHA256, IsPss: true),
        "RSA-PSS-512" => new SignatureForm(HashAlgorithmName.SHA512, IsPss: true),
        _ => SignatureForm.Default,
    };
}
