using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Authority.Revocation;

/// <summary>Issues revocation lists: complete ones, and with them delta lists of the same number (RFC 5280 sections 5
/// and 5.2.4).</summary>
public static class RevocationIssuing
{
    // Section 5.2.3: verifiers must take 20 octets.
    private const int LongestNumber = 20;

    /// <summary>Makes the next lists.</summary>
    /// <param name="request">What is to change.</param>
    /// <param name="key">The issuer's.</param>
    public static RevocationResult Issue(RevocationRequest request, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        if (!SigningKey.IsSameKey(key.PublicKeyInfo, request.Issuer.PublicKeyInfo))
            return new RevocationResult.Refused(["the key is not that of the issuer's certificate"]);
        if (Changed(request, out var entries) is { IsEmpty: false } problems)
            return new RevocationResult.Refused(problems);
        try
        {
            var complete = Draft(request, entries.All, Kept(request)).SignWith(key);
            var delta = request.WithDelta ? Delta(request, entries, key) : null;
            return Verified(request, new RevocationResult.Issued(complete, delta, entries.Notes));
        }
        catch (CryptographicException e)
        {
            return new RevocationResult.Refused([$"the key does not sign: {e.Message}"]);
        }
    }

    /// <summary>Makes the next complete list but for its signature, which is made elsewhere.</summary>
    /// <param name="request">What is to change; without a delta list.</param>
    /// <param name="form">How an RSA key will sign.</param>
    public static RevocationResult Plan(RevocationRequest request, SignatureForm form)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(form);
        if (form.AlgorithmFor(request.Issuer.PublicKeyInfo.Span) is not { } algorithm)
            return new RevocationResult.Refused(["nothing is signed with keys of the issuer's type"]);
        if (Changed(request, out var entries) is { IsEmpty: false } problems)
            return new RevocationResult.Refused(problems);
        var signedPart = Draft(request, entries.All, Kept(request))
            .EncodeSignedPart(algorithm, CarryOver.KeyIdentifierOf(request.Issuer));
        return RevocationList.TryRead(SigningKey.Seal(signedPart, algorithm, [0]), out var preview, out var error)
            ? new RevocationResult.Planned(signedPart, preview, entries.Notes)
            : new RevocationResult.Refused([$"the list cannot be read: {error}"]);
    }

    /// <summary>Adds a signature that was made elsewhere.</summary>
    /// <param name="request">Whose list, and the one that is in force; changes are in the file.</param>
    /// <param name="signedPart">tbsCertList, as it was planned.</param>
    /// <param name="signature">As the algorithm writes it.</param>
    public static RevocationResult Complete(
        RevocationRequest request, ReadOnlyMemory<byte> signedPart, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Refusals(request) is { IsEmpty: false } reasons) return new RevocationResult.Refused(reasons);
        if (AlgorithmOf(signedPart) is not { } algorithm
            || !RevocationList.TryRead(SigningKey.Seal(signedPart, algorithm, signature), out var list, out _))
            return new RevocationResult.Refused(["it is no tbsCertList"]);
        string[] problems = [.. ListProblems(list, request, "the list"), .. Continuation(list, request)];
        return problems.Length > 0
            ? new RevocationResult.Refused([.. problems])
            : new RevocationResult.Issued(list, null, []);
    }

    private static ImmutableArray<string> Changed(RevocationRequest request, out RevocationEntries entries)
    {
        entries = new RevocationEntries(request.Current);
        if (Refusals(request) is { IsEmpty: false } reasons) return reasons;
        var changing = entries;
        return [.. request.Changes.Select(change => changing.Apply(change, request.Now)).OfType<string>()];
    }

    // Between plan and signature another list may have been issued, whose revocations must not be lost.
    private static IEnumerable<string> Continuation(RevocationList list, RevocationRequest request)
    {
        if (!list.AuthorityKeyIdentifier.Span.SequenceEqual(CarryOver.KeyIdentifierOf(request.Issuer).Span))
            yield return "the list's authority key identifier is not the issuer's";
        if (list.Number.Length > 0 && Number(list.Number) != NextNumber(request))
            yield return "the list does not follow the current one: it was planned on another; plan it again";
        if (request.Current is not { } current) yield break;
        var kept = list.Entries().Select(entry => Number(entry.SerialNumber)).ToHashSet();
        var lost = current.Entries().Count(entry =>
            entry.Reason != RevocationReason.CertificateHold && !kept.Contains(Number(entry.SerialNumber)));
        if (lost > 0) yield return $"the list lacks {lost} certificates that are revoked for good";
    }

    private static ReadOnlyMemory<byte>? AlgorithmOf(ReadOnlyMemory<byte> signedPart)
    {
        try
        {
            var outer = new AsnReader(signedPart, AsnEncodingRules.DER);
            var fields = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            fields.ReadInteger(); // version 2: there are extensions
            return fields.ReadEncodedValue();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static ImmutableArray<string> Refusals(RevocationRequest request)
    {
        var issuer = request.Issuer;
        var reasons = new List<string>();
        if (issuer.IsCa != true) reasons.Add("the issuer's certificate is not a CA's");
        if (issuer.KeyUsage?.HasFlag(KeyUsages.CrlSign) == false)
            reasons.Add("the issuer's key usage does not allow it to sign revocation lists");
        if (issuer.NotAfter < request.Now)
            reasons.Add(FormattableString.Invariant(
                $"the issuer's certificate expired on {issuer.NotAfter:yyyy-MM-dd}"));
        if (request.Current is { } current) reasons.AddRange(ListProblems(current, request, "the current list"));
        if (request.WithDelta && (request.DeltaBase ?? request.Current) is null)
            reasons.Add("a delta list needs a complete list to be added to");
        if (request.DeltaBase is { } deltaBase)
        {
            reasons.AddRange(ListProblems(deltaBase, request, "the base list"));
            if (request.Current is null || Number(deltaBase.Number) > Number(request.Current.Number))
                reasons.Add("the base list is newer than the current one");
        }
        return [.. reasons];
    }

    // What is not whole, or not the issuer's, must not become the issuer's next list.
    private static IEnumerable<string> ListProblems(RevocationList list, RevocationRequest request, string which)
    {
        if (!list.Issuer.Raw.Span.SequenceEqual(request.Issuer.Subject.Raw.Span))
        {
            yield return $"{which} is another issuer's";
            yield break;
        }
        using var key = PublicKey.Import(request.Issuer.PublicKeyInfo.Span);
        if (key.Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span,
            list.Signature.Span) != SignatureVerdict.Valid)
            yield return $"{which} is not signed by the issuer";
        if (!list.IsWhole) yield return $"{which} cannot be read to its end";
        if (list.IsDelta) yield return $"{which} is a delta list";
        if (list.HasUnknownCriticalExtension
            || list.IssuingDistributionPoint is { Value.IsIndirect: true } or { IsMalformed: true })
            yield return $"{which} has what is not issued here: critical extensions, or other issuers' certificates";
        if (list.Number.Length is 0 or > LongestNumber) yield return $"{which} has no usable number";
        if (list.ThisUpdate > request.Now) yield return $"{which} is of a later time";
    }

    private static RevocationListDraft Draft(
        RevocationRequest request, IEnumerable<RevocationDraft> entries, IEnumerable<ExtensionDraft> extensions)
    {
        return new RevocationListDraft
        {
            Issuer = request.Issuer.Subject.Raw,
            ThisUpdate = request.Now,
            NextUpdate = request.Now + request.Lifetime,
            Number = NextNumber(request),
            AuthorityKeyIdentifier = CarryOver.KeyIdentifierOf(request.Issuer),
            Entries = [.. entries],
            Extensions = [.. extensions],
        };
    }

    // The scope is the base's; freshestCRL must not be in a delta list (section 5.2.6).
    private static RevocationList Delta(RevocationRequest request, RevocationEntries entries, SigningKey key)
    {
        var deltaBase = request.DeltaBase ?? request.Current!;
        ExtensionDraft[] extensions =
        [
            ExtensionDraft.DeltaIndicator(Number(deltaBase.Number)),
            .. Carried(deltaBase, ExtensionOids.IssuingDistributionPoint),
        ];
        return Draft(request, entries.Since(deltaBase, request.Now), extensions).SignWith(key);
    }

    private static IEnumerable<ExtensionDraft> Kept(RevocationRequest request)
    {
        if (request.FreshestLists is { } freshest)
        {
            if (!freshest.IsEmpty) yield return ExtensionDraft.FreshestLists(freshest);
        }
        else
        {
            foreach (var extension in Carried(request.Current, ExtensionOids.FreshestCrl)) yield return extension;
        }
        foreach (var extension in Carried(request.Current, ExtensionOids.IssuingDistributionPoint))
            yield return extension;
    }

    private static ExtensionDraft[] Carried(RevocationList? list, ReadOnlySpan<byte> oid) =>
        list?.FindExtension(oid) is { } found
            ? [new ExtensionDraft(found.Oid.ToString(), found.IsCritical, found.Value.ToArray())]
            : [];

    private static RevocationResult Verified(RevocationRequest request, RevocationResult.Issued issued)
    {
        using var key = PublicKey.Import(request.Issuer.PublicKeyInfo.Span);
        RevocationList[] lists = issued.Delta is { } delta ? [issued.Complete, delta] : [issued.Complete];
        var isGood = lists.All(list => list.IsWhole && key.Verify(
            list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span) == SignatureVerdict.Valid);
        return isGood ? issued : new RevocationResult.Refused(
            ["the signature is not one of the issuer's key over the list"]);
    }

    private static BigInteger NextNumber(RevocationRequest request) =>
        (request.Current is { } current ? Number(current.Number) : BigInteger.Zero) + 1;

    private static BigInteger Number(ReadOnlyMemory<byte> octets) =>
        new(octets.Span, isUnsigned: true, isBigEndian: true);
}
