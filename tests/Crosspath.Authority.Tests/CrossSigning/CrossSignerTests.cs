using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Linting;
using Crosspath.X509;
using static Crosspath.Authority.Tests.CrossSigning.SignWorld;

namespace Crosspath.Authority.Tests.CrossSigning;

public sealed class CrossSignerTests : IDisposable
{
    private readonly SignWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Subject_key_and_key_identifier_are_carried_over_byte_for_byte()
    {
        var cross = _world.Sign(_world.Request());

        Assert.Equal(_world.Theirs.Subject.Raw.ToArray(), cross.Subject.Raw.ToArray());
        Assert.Equal(_world.Theirs.PublicKeyInfo.ToArray(), cross.PublicKeyInfo.ToArray());
        Assert.Equal(_world.Theirs.SubjectKeyIdentifier.ToArray(), cross.SubjectKeyIdentifier.ToArray());
        Assert.Equal(_world.Ours.SubjectKeyIdentifier.ToArray(), cross.AuthorityKeyIdentifier.ToArray());
        Assert.Equal(_world.Ours.Subject.Raw.ToArray(), cross.Issuer.Raw.ToArray());
    }

    // Whatever byte of these parts is altered in the file between the dry run and the signing.
    [Theory]
    [InlineData("subject")]
    [InlineData("key")]
    [InlineData("ski")]
    [InlineData("aki")]
    [InlineData("issuer")]
    public void One_byte_altered_fails_the_carry_over(string part)
    {
        var request = _world.Request();
        var plan = Plan(request);
        var value = part switch
        {
            "subject" => request.Subject.Name,
            "key" => request.Subject.PublicKeyInfo,
            "ski" => request.Subject.KeyIdentifier,
            "aki" => _world.Ours.SubjectKeyIdentifier,
            _ => _world.Ours.Subject.Raw,
        };
        var start = plan.SignedPart.Span.IndexOf(value.Span);

        for (var i = 0; i < value.Length; i++)
        {
            var bent = plan.SignedPart.ToArray();
            bent[start + i] ^= 1;
            Assert.IsType<CrossSignResult.Refused>(CrossSigner.Resume(request, bent));
        }
        Assert.IsType<CrossSignResult.Planned>(CrossSigner.Resume(request, plan.SignedPart));
    }

    [Fact]
    public void What_the_dry_run_showed_is_what_is_signed()
    {
        var request = _world.Request(template: "partition");
        var shown = Plan(request).SignedPart;

        var resumed = Assert.IsType<CrossSignResult.Planned>(
            CrossSigner.Resume(request with { Now = Now.AddHours(3) }, shown)).Plan;
        var signed = Assert.IsType<CrossSignResult.Signed>(resumed.SignWith(_world.OurKey)).Certificate;

        Assert.Equal(shown.ToArray(), signed.SignedPart.ToArray());
    }

    [Fact]
    public void A_signature_made_elsewhere_is_added_and_a_wrong_one_refused()
    {
        var plan = Plan(_world.Request());

        var good = plan.Complete(_world.OurKey.Sign(plan.SignedPart.Span));

        Assert.IsType<CrossSignResult.Signed>(good);
        Assert.Contains("signature", Refusal(plan.Complete(_world.TheirKey.Sign(plan.SignedPart.Span))),
            StringComparison.Ordinal);
        Assert.Contains("signature", Refusal(plan.Complete([1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("signature", Refusal(plan.Complete([])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_not_the_issuers_signs_nothing()
    {
        Assert.Equal("the key is not that of the issuer's certificate",
            Refusal(Plan(_world.Request()).SignWith(_world.TheirKey)));
    }

    [Fact]
    public void Subjects_that_are_no_CA_are_refused()
    {
        var leaf = _world.Server("www.theirs.test");
        using var key = SigningKey.Create();
        var noSigner = (Root("x", "x", key) with
        {
            Extensions = [ExtensionDraft.BasicConstraints(isCa: true), ExtensionDraft.KeyUsage(KeyUsages.CrlSign)],
        }).SignWith(key);

        Assert.False(SubjectSource.TryTake(leaf, out _, out var problem));
        Assert.Contains("not a CA", problem, StringComparison.Ordinal);
        Assert.False(SubjectSource.TryTake(noSigner, out _, out problem));
        Assert.Contains("key usage", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Issuers_that_cannot_sign_are_refused()
    {
        using var key = SigningKey.Create();
        var root = Root("Our Root", "Ours", key);
        string Refuse(CertificateDraft issuer) =>
            Refusal(CrossSigner.Plan(_world.Request() with { Issuer = issuer.SignWith(key) }));

        Assert.Contains("expired", Refuse(root with { NotAfter = Now.AddSeconds(-1) }), StringComparison.Ordinal);
        Assert.Contains("begins", Refuse(root with { NotBefore = Now.AddDays(1) }), StringComparison.Ordinal);
        Assert.Contains("not a CA", Refuse(root with { Extensions = [] }), StringComparison.Ordinal);
        Assert.Contains("path length is 0", Refuse(Root("x", "x", key, ExtensionDraft.BasicConstraints(true, 0))),
            StringComparison.Ordinal);
        Assert.Contains("key usage", Refuse(root with
        {
            Extensions = [ExtensionDraft.BasicConstraints(true), ExtensionDraft.KeyUsage(KeyUsages.CrlSign)],
        }), StringComparison.Ordinal);
        Assert.Contains("same CA", Refusal(CrossSigner.Plan(_world.Request() with { Issuer = _world.Theirs })),
            StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Excesses => new()
    {
        { "names", "permitted dns:else.test" },
        { "excluded", "excluded" },
        { "ip", "permitted ip:192.168.0.0" },
        { "mail", "permitted email:else.test" },
        { "directory", "permitted dirname:" },
        { "uri", "permitted uri:else.test" },
        { "pathLength", "at most 1" },
        { "purposes", "purpose clientAuth" },
        { "policies", "policy 1.2.9" },
        { "mapping", "mapped" },
    };

    [Theory]
    [MemberData(nameof(Excesses))]
    public void Constraints_that_the_issuer_does_not_have_itself_are_refused(string excess, string reason)
    {
        var wanted = excess switch
        {
            "names" => Permit("dns", "else.test"),
            "excluded" => Permit("dns", "secret.ours.test"),
            "ip" => Permit("ip", "192.168.0.0/16"),
            "mail" => Permit("email", "else.test"),
            "directory" => Permit("directory", "O=Else"),
            "uri" => Permit("uri", "else.test"),
            "pathLength" => new CrossSignConstraints { PathLength = 2 },
            "purposes" => new CrossSignConstraints { Purposes = ["1.3.6.1.5.5.7.3.2"] },
            "policies" => new CrossSignConstraints { Policies = ["1.2.9"] },
            _ => new CrossSignConstraints { Policies = ["1.2.3"], Mappings = [("1.2.4", "1.2.5")] },
        };

        var result = CrossSigner.Plan(_world.Request(wanted) with { Issuer = ConstrainedIssuer() });

        Assert.Contains(reason, Refusal(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Constraints_within_the_issuers_are_given_and_missing_ones_follow_it()
    {
        var issuer = ConstrainedIssuer();
        var within = new CrossSignConstraints
        {
            PermittedNames =
            [
                GeneralNameDraft.Dns("b.ours.test"), CrossSignConstraints.NameOf("ip", "10.1.0.0/16")!,
                GeneralNameDraft.Email("x@ours.test"), CrossSignConstraints.NameOf("directory", "CN=x,O=Ours")!,
            ],
            Policies = ["1.2.3"],
        };

        var plan = Plan(_world.Request(within) with { Issuer = issuer });

        Assert.Equal(1, plan.Preview.PathLength);
        Assert.Equal("1.3.6.1.5.5.7.3.1", Assert.Single(plan.Preview.ExtendedKeyUsage.Value!.Purposes).ToString());
        Assert.Contains(plan.Notes, note => note.StartsWith("the path length is 1", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.StartsWith("the purposes are the issuer's", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_are_clipped_to_the_issuer_and_explained()
    {
        var plan = Plan(_world.Request(
            new CrossSignConstraints { NotBefore = Now.AddYears(-30), NotAfter = Now.AddYears(30) }));

        Assert.Equal(_world.Ours.NotBefore, plan.Preview.NotBefore);
        Assert.Equal(_world.Ours.NotAfter, plan.Preview.NotAfter);
        Assert.Contains(plan.Notes, note => note.StartsWith("begins on 2024-11-20", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.StartsWith("ends on 2034-11-20", StringComparison.Ordinal));
    }

    [Fact]
    public void Days_are_whole_and_the_last_second_counts()
    {
        var plan = Plan(_world.Request(new CrossSignConstraints { Days = 1 }));

        Assert.Equal(Now, plan.Preview.NotBefore);
        Assert.Equal(Now.AddDays(1).AddSeconds(-1), plan.Preview.NotAfter);
    }

    [Fact]
    public void Serial_numbers_are_fresh_each_time()
    {
        var request = _world.Request();

        var serials = Enumerable.Range(0, 50).Select(_ => Plan(request).Preview.SerialHex).ToList();

        Assert.Equal(50, serials.Distinct().Count());
        Assert.All(serials, serial => Assert.Equal(32, serial.Length));
    }

    [Fact]
    public void A_request_proves_possession_and_a_broken_one_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Requested Root, O=Theirs", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, false));
        var der = request.CreateSigningRequest();

        Assert.True(SubjectSource.TryTake(der, out var source, out _));
        var cross = _world.Sign(_world.Request() with { Subject = source });
        Assert.True(source.HasProof);
        Assert.Equal("CN=Requested Root,O=Theirs", cross.Subject.ToString());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], cross.SubjectKeyIdentifier.ToArray());

        der[^1] ^= 1;
        Assert.False(SubjectSource.TryTake(der, out _, out _));
        Assert.False(SubjectSource.TryTake(der.AsMemory(0, 50), out _, out _));
        var leaf = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        Assert.False(SubjectSource.TryTake(leaf.CreateSigningRequest(), out _, out var problem));
        Assert.Contains("not for a CA", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_rules_refuse_unless_waived_with_a_reason()
    {
        var request = _world.Request(template: "webpki");
        var broken = Assert.IsType<CrossSignResult.RulesBroken>(CrossSigner.Plan(request));

        var waived = request with
        {
            Waivers = [.. broken.Broken.Select(
            finding => new Waiver(finding.Rule.Id, "a test"))]
        };

        Assert.Contains(broken.Broken, finding => finding.Rule.Id == "br-crl");
        Assert.IsType<CrossSignResult.Planned>(CrossSigner.Plan(waived));
        Assert.IsType<CrossSignResult.RulesBroken>(
            CrossSigner.Plan(request with { Waivers = [new Waiver("br-aia", "another rule")] }));
    }

    [Fact]
    public void Rules_are_those_of_today_unless_told_otherwise()
    {
        var noPurposes = _world.Request() with { Rules = [new RuleSet(LintPack.Find("ccadb")!)] };
        var before = _world.Request() with
        {
            Rules = [new RuleSet(
                LintPack.Find("ccadb")!, new DateTimeOffset(2025, 6, 14, 0, 0, 0, TimeSpan.Zero))]
        };

        Assert.IsType<CrossSignResult.RulesBroken>(CrossSigner.Plan(noPurposes));
        Assert.IsType<CrossSignResult.Planned>(CrossSigner.Plan(before));
    }

    [Fact]
    public void A_web_PKI_cross_sign_must_not_begin_before_its_CA_did()
    {
        var published = new CrossSignConstraints
        {
            RevocationLists = ["http://ours.test/ca.crl"],
            NotBefore = Now.AddYears(-1),
        };

        Assert.IsType<CrossSignResult.Planned>(CrossSigner.Plan(_world.Request(published, "webpki")));
        using var key = SigningKey.Create();
        var young = (Root("Young", "Theirs", key) with { NotBefore = Now.AddMonths(-1) }).SignWith(key);
        var broken = CrossSigner.Plan(_world.Request(published, "webpki") with { Subject = Take(young) });
        Assert.Equal("br-cross-not-before",
            Assert.Single(Assert.IsType<CrossSignResult.RulesBroken>(broken).Broken).Rule.Id);
    }

    [Fact]
    public void A_reissue_keeps_everything_but_serial_and_dates_and_what_is_asked_for()
    {
        var first = _world.Sign(_world.Request(new CrossSignConstraints
        {
            PathLength = 1,
            PermittedNames = [GeneralNameDraft.Dns("theirs.test")],
            RevocationLists = ["http://ours.test/ca.crl"],
        }));
        var again = _world.Request(new CrossSignConstraints { Purposes = ["1.3.6.1.5.5.7.3.1"] }, "reissue") with
        {
            Subject = Take(first),
            Now = Now.AddDays(30),
        };

        var second = _world.Sign(again);

        Assert.NotEqual(first.SerialHex, second.SerialHex);
        Assert.Equal(first.NotAfter, second.NotAfter);
        Assert.Equal(Now.AddDays(30), second.NotBefore);
        Assert.True(second.ExtendedKeyUsage.IsPresent);
        foreach (var kept in first.Extensions.ToArray())
            Assert.Equal(kept.Value.ToArray(), second.FindExtension(kept.Oid.Content)!.Value.Value.ToArray());
    }

    [Fact]
    public void A_reissue_is_by_the_same_issuer()
    {
        var result = CrossSigner.Plan(_world.Request(template: "reissue"));

        Assert.Contains("not signed by this issuer", Refusal(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void A_file_that_is_no_plan_is_refused(int length)
    {
        var request = _world.Request();

        Assert.IsType<CrossSignResult.Refused>(CrossSigner.Resume(request, Plan(request).SignedPart[..length]));
    }

    // Strangers' certificates, requests and files, a few octets of each altered.
    [Fact]
    public void Whatever_a_subject_sends_it_is_planned_or_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest("CN=Requested Root", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var request = _world.Request();
        var tbs = Plan(request).SignedPart.ToArray();
        var random = new Random(7);
        var results = new List<CrossSignResult>();

        for (var i = 0; i < 4000; i++)
        {
            if (Certificate.TryRead(Bent(_world.Theirs.Raw.ToArray(), random), out var theirs, out _)
                && SubjectSource.TryTake(theirs, out var source, out _))
                results.Add(CrossSigner.Plan(request with { Subject = source }));
            if (SubjectSource.TryTake(Bent(csr, random), out var requested, out _))
                results.Add(CrossSigner.Plan(request with { Subject = requested }));
            if (Certificate.TryRead(Bent(_world.Ours.Raw.ToArray(), random), out var ours, out _))
                results.Add(CrossSigner.Plan(request with { Issuer = ours }));
            results.Add(CrossSigner.Resume(request, Bent(tbs, random)));
        }

        Assert.Contains(results, result => result is CrossSignResult.Refused);
        Assert.Contains(results, result => result is CrossSignResult.Planned);
    }

    [Fact]
    public void The_algorithm_of_a_file_is_kept()
    {
        using var world = new SignWorld(SigningKey.Of(RSA.Create(2048), new SignatureForm(HashAlgorithmName.SHA384, IsPss: true)));
        var shown = Plan(world.Request() with { Form = new SignatureForm(HashAlgorithmName.SHA384, IsPss: true) });

        var resumed = Assert.IsType<CrossSignResult.Planned>(CrossSigner.Resume(world.Request(), shown.SignedPart)).Plan;

        Assert.IsType<CrossSignResult.Signed>(resumed.SignWith(world.OurKey));
        Assert.Equal(new SignatureForm(HashAlgorithmName.SHA384, IsPss: true), resumed.Request.Form);
    }

    [Fact]
    public void A_plan_for_another_subject_is_refused()
    {
        using var other = new SignWorld();
        var plan = Plan(_world.Request());

        Assert.IsType<CrossSignResult.Refused>(CrossSigner.Resume(other.Request(), plan.SignedPart));
    }

    private static byte[] Bent(byte[] bytes, Random random)
    {
        var bent = bytes.ToArray();
        for (var i = random.Next(1, 4); i > 0; i--) bent[random.Next(bent.Length)] = (byte)random.Next(256);
        return bent;
    }

    private static CrossSignConstraints Permit(string kind, string name) =>
        new() { PermittedNames = [CrossSignConstraints.NameOf(kind, name)!] };

    // An intermediate of ours with a limit of every kind.
    private Certificate ConstrainedIssuer()
    {
        var draft = Root("Our Small CA", "Ours", _world.OurKey,
            ExtensionDraft.BasicConstraints(isCa: true, pathLength: 2),
            ExtensionDraft.ExtendedKeyUsage("1.3.6.1.5.5.7.3.1"),
            ExtensionDraft.Policies("1.2.3", "1.2.4"),
            ExtensionDraft.NameConstraints(
                [
                    GeneralNameDraft.Dns("ours.test"), CrossSignConstraints.NameOf("ip", "10.0.0.0/8")!,
                    GeneralNameDraft.Email("ours.test"), GeneralNameDraft.Uri("ours.test"),
                    CrossSignConstraints.NameOf("directory", "O=Ours")!,
                ],
                [GeneralNameDraft.Dns("secret.ours.test")]));
        return (draft with { Issuer = CertificateDraft.NameOf("Our Root", "Ours") }).SignWith(_world.OurKey);
    }
}
