using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Linting;
using Crosspath.X509;

namespace Crosspath.Fuzz;

/// <summary>What a CA does with what strangers send: judge it, and plan a cross-certificate for it.</summary>
internal static class SigningTargets
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly SigningKey Key = SigningKey.Create();
    private static readonly Certificate Issuer = MakeIssuer();

    public static void Lint(byte[] input)
    {
        if (!Certificate.TryRead(input, out var certificate, out _)) return;
        var linter = new Linter(new LintPool([certificate, Issuer]));
        _ = linter.Lint(certificate, LintPack.All.Select(pack => new RuleSet(pack, Now))).Findings.Length;
    }

    // The input as a CA's certificate, as a request, and as an issuer.
    public static void Sign(byte[] input)
    {
        if (SubjectSource.TryTake(input.AsMemory(), out var requested, out _)) Plan(requested, Issuer);
        if (!Certificate.TryRead(input, out var certificate, out _)) return;
        if (!SubjectSource.TryTake(certificate, out var subject, out _)) return;
        Plan(subject, Issuer);
        if (SubjectSource.TryTake(Issuer, out var ours, out _)) Plan(ours, certificate);
    }

    private static void Plan(SubjectSource subject, Certificate issuer)
    {
        foreach (var template in CrossSignTemplate.All)
        {
            var request = new CrossSignRequest { Subject = subject, Issuer = issuer, Now = Now, Template = template };
            if (CrossSigner.Plan(request) is CrossSignResult.Planned planned) _ = planned.Plan.SignWith(Key);
        }
    }

    private static Certificate MakeIssuer() => new CertificateDraft
    {
        Subject = CertificateDraft.NameOf("Fuzz Root"),
        Issuer = CertificateDraft.NameOf("Fuzz Root"),
        PublicKeyInfo = Key.PublicKeyInfo,
        NotBefore = Now.AddYears(-1),
        NotAfter = Now.AddYears(9),
        SerialNumber = CertificateDraft.RandomSerialNumber(),
        Extensions =
        [
            ExtensionDraft.BasicConstraints(isCa: true),
            ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign),
            ExtensionDraft.SubjectKeyIdentifier(Key.KeyIdentifier),
        ],
    }.SignWith(Key);
}
