using Crosspath.Authority.Linting;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Authority.Tests.Linting;

public sealed class RealCertificateLintTests
{
    private static readonly string LetsEncrypt = SharedData.PathOf("data", "letsencrypt");

    // The incident of 8 May 2026: three cross-signs without extended key usage.
    [Theory]
    [InlineData("revoked/root-x2-by-x1.pem", "2025-06-15", false)]
    [InlineData("revoked/root-x2-by-x1.pem", "2025-06-14", true)]
    [InlineData("revoked/root-ye-by-x2.pem", null, false)]
    [InlineData("revoked/root-yr-by-x1.pem", "2026-11-01", false)]
    [InlineData("gen-y/root-x2-by-x1.pem", null, true)]
    [InlineData("gen-y/root-ye-by-x2.pem", "2026-11-01", true)]
    [InlineData("gen-y/root-yr-by-x1.pem", null, true)]
    public void Cross_signs_without_purposes_fail_since_the_day_of_the_rule(string file, string? day, bool passes)
    {
        var linter = new Linter(new LintPool(CertificateFiles.ReadCertificates(LetsEncrypt)));
        var certificate = CertificateFiles.ReadCertificates(Path.Combine(LetsEncrypt, file))[0];
        DateTimeOffset? date = day is null ? null : DateTimeOffset.Parse(day + "T00:00:00Z");

        var report = linter.Lint(certificate, new RuleSet(LintPack.Find("ccadb")!, date));

        Assert.Equal(LintScope.CrossCertificate, report.Role);
        Assert.Equal(passes, report.Passed);
    }

    [Fact]
    public void Every_pack_judges_every_real_CA_certificate_and_finds_neither_nothing_nor_only_faults()
    {
        var certificates = CertificateFiles.ReadCertificates(SharedData.PathOf("data", "certificates", "ca.pem.gz"));
        var linter = new Linter(new LintPool(certificates));

        foreach (var pack in LintPack.All)
        {
            var reports = certificates.Select(certificate => linter.Lint(certificate, new RuleSet(pack))).ToList();

            Assert.Contains(reports, report => !report.Passed);
            Assert.Contains(reports, report => report.Findings.IsEmpty);
        }
    }

    [Fact]
    public void Altered_certificates_make_nothing_throw()
    {
        var originals = CertificateFiles.ReadCertificates(LetsEncrypt);
        var random = new Random(11);
        var judged = 0;

        for (var i = 0; i < 3000; i++)
        {
            var bent = originals[random.Next(originals.Count)].Raw.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--)
                bent[random.Next(bent.Length)] = (byte)random.Next(256);
            if (!Certificate.TryRead(bent, out var certificate, out _)) continue;
            var linter = new Linter(new LintPool([certificate, originals[0]]));
            judged += linter.Lint(certificate,
                LintPack.All.Select(pack => new RuleSet(pack, LintWorld.Day))).Findings.Length;
        }

        Assert.True(judged > 0);
    }

    [Fact]
    public void Certificates_made_to_be_wrong_make_nothing_throw()
    {
        var certificates = CertificateFiles.ReadCertificates(
            SharedData.PathOf("data", "certificates", "ca-testdata.pem.gz"));
        var linter = new Linter(new LintPool(certificates));

        var findings = certificates.SelectMany(certificate =>
            linter.Lint(certificate, LintPack.All.Select(pack => new RuleSet(pack, LintWorld.Day))).Findings).ToList();

        string[] odd = ["rfc5280-der", "rfc5280-version", "rfc5280-algorithm", "br-version", "br-hash", "mozilla-sha1",
            "private-hash"];
        Assert.Subset(findings.Select(finding => finding.Rule.Id).ToHashSet(), odd.ToHashSet());
        Assert.DoesNotContain(findings, finding => finding.Message.Length == 0);
    }
}
