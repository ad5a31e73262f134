using System.Collections.Immutable;
using System.Formats.Asn1;
using Crosspath.Authority.Linting;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.CrossSigning;

/// <summary>
/// Plans cross-certificates. A plan is the bytes that will be signed, with serial number and dates fixed, so that what
/// a dry run showed is what is signed; it is made from a request, or read back from a file, and goes through the same
/// checks either way: what must be carried over, what the issuer can give, and the rules.</summary>
public static class CrossSigner
{
    /// <summary>Makes a plan.</summary>
    /// <returns><see cref="CrossSignResult.Planned"/>, <see cref="CrossSignResult.Refused"/> or
    /// <see cref="CrossSignResult.RulesBroken"/>.</returns>
    public static CrossSignResult Plan(CrossSignRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Refusals(request) is { IsEmpty: false } reasons) return new CrossSignResult.Refused(reasons);
        var draft = new CrossSignDrafting(request);
        var algorithm = request.Form.AlgorithmFor(request.Issuer.PublicKeyInfo.Span);
        return Judge(request, draft.Draft().EncodeSignedPart(algorithm), [.. draft.Notes]);
    }

    /// <summary>Takes a plan up again that was written to a file.</summary>
    /// <param name="request">For whom, by whom, and by which rules; template and constraints are in the file.</param>
    /// <param name="signedPart">tbsCertificate.</param>
    public static CrossSignResult Resume(CrossSignRequest request, ReadOnlyMemory<byte> signedPart)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Refusals(request) is { IsEmpty: false } reasons) return new CrossSignResult.Refused(reasons);
        var form = AlgorithmOf(signedPart) is { } algorithm
            ? SignatureForm.Find(algorithm.Span, request.Issuer.PublicKeyInfo.Span)
            : null;
        return Judge(
            request with { Form = form ?? request.Form }, signedPart,
            ["serial number, dates, extensions and signature algorithm are those of the file"]);
    }

    private static ImmutableArray<string> Refusals(CrossSignRequest request)
    {
        var (subject, issuer) = (request.Subject, request.Issuer);
        var reasons = IssuerBounds.CheckIssuer(issuer, request.Now).ToList();
        if (request.Form.AlgorithmFor(issuer.PublicKeyInfo.Span) is null)
            reasons.Add(
                $"nothing is signed with keys of the issuer's type, "
                    + $"{PublicKey.DescribeKeyType(issuer.PublicKeyInfo.Span)}");
        if (!IsDer(subject.Name) || !IsDer(subject.PublicKeyInfo))
            reasons.Add("the subject's name or key is BER and not DER: carried over, it would make no certificate");
        if (!IsDer(issuer.Subject.Raw)) reasons.Add("the issuer's name is BER and not DER");
        using var key = PublicKey.Import(subject.PublicKeyInfo.Span);
        if (key.Unusable is { } unusable) reasons.Add($"the subject's public key is of no use: {unusable}");
        if (new Name(subject.Name).Equals(issuer.Subject)
            && SigningKey.IsSameKey(subject.PublicKeyInfo, issuer.PublicKeyInfo))
            reasons.Add("subject and issuer are the same CA: that would be no cross-sign");
        if (request.Template == CrossSignTemplate.Reissue) reasons.AddRange(ReissueRefusals(subject, issuer));
        return [.. reasons];
    }

    private static IEnumerable<string> ReissueRefusals(SubjectSource subject, Certificate issuer)
    {
        if (subject.Existing is not { } existing)
        {
            yield return "a reissue needs the existing cross-certificate, not a request";
            yield break;
        }
        if (existing.Findings.Any(finding => finding.Severity == Severity.Error)
            || existing.Extensions.ToArray().Any(extension => !ObjectIdentifier.TryParse(extension.Oid.ToString(), out _)))
            yield return "the existing certificate is malformed: it must not be issued again";
        using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
        var verdict = key.Verify(existing.SignatureAlgorithm.Span, existing.SignedPart.Span, existing.Signature.Span);
        if (verdict != SignatureVerdict.Valid)
            yield return "the existing certificate was not signed by this issuer: take another template";
    }

    private static bool IsDer(ReadOnlyMemory<byte> value) =>
        AsnDecoder.TryReadEncodedValue(value.Span, AsnEncodingRules.DER, out _, out _, out _, out var length)
        && length == value.Length;

    private static CrossSignResult Judge(
        CrossSignRequest request, ReadOnlyMemory<byte> signedPart, ImmutableArray<string> notes)
    {
        if (Preview(signedPart) is not { } preview) return new CrossSignResult.Refused(["it is no tbsCertificate"]);
        var algorithm = request.Form.AlgorithmFor(request.Issuer.PublicKeyInfo.Span);
        string[] reasons =
        [
            .. CarryOver.Check(preview, request.Subject, request.Issuer),
            .. IssuerBounds.Check(preview, request.Issuer),
            .. preview.SignatureAlgorithm.Span.SequenceEqual(algorithm) ? Array.Empty<string>()
                : ["the signature algorithm is not the one that the issuer's key, and the options for it, make"],
            .. preview.IsCa == true ? Array.Empty<string>() : ["it would not be a CA's certificate"],
            .. preview.NotAfter < request.Now ? ["it would be expired"] : Array.Empty<string>(),
        ];
        if (reasons.Length > 0) return new CrossSignResult.Refused([.. reasons]);

        var report = Lint(request, preview);
        var plan = new CrossSignPlan(request, signedPart, preview) { Notes = notes, Lint = report };
        var waived = request.Waivers.Select(waiver => waiver.Rule).ToHashSet();
        var broken = report.Findings
            .Where(finding => finding.Rule.Severity == Severity.Error
                && !waived.Contains(finding.Rule.Id)).ToImmutableArray();
        return broken.IsEmpty ? new CrossSignResult.Planned(plan) : new CrossSignResult.RulesBroken(plan, broken);
    }

    private static LintReport Lint(CrossSignRequest request, Certificate preview)
    {
        Certificate[] known = request.Subject.Existing is { } existing ? [existing, request.Issuer] : [request.Issuer];
        var rules = request.Rules ?? [.. request.Template.Packs.Select(name => new RuleSet(LintPack.Find(name)!))];
        var pool = new LintPool([.. known, .. request.Siblings]) { RevocationLists = request.RevocationLists };
        return new Linter(pool).LintUnsigned(
            preview, request.Issuer, rules.Select(set => set with { Date = set.Date ?? request.Now }));
    }

    // Under a signature of one octet, so that what will be signed can be read as the certificate that it will be.
    private static Certificate? Preview(ReadOnlyMemory<byte> signedPart)
    {
        if (AlgorithmOf(signedPart) is not { } algorithm) return null;
        return Certificate.TryRead(SigningKey.Seal(signedPart, algorithm, [0]), out var preview, out _)
            ? preview
            : null;
    }

    private static ReadOnlyMemory<byte>? AlgorithmOf(ReadOnlyMemory<byte> signedPart)
    {
        try
        {
            var outer = new AsnReader(signedPart, AsnEncodingRules.DER);
            var fields = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            fields.ReadEncodedValue(); // version: there are extensions
            fields.ReadInteger();
            return fields.ReadEncodedValue();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
