using System.Collections.Immutable;
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
        if (Refusals(request, key) is { IsEmpty: false } reasons) return new RevocationResult.Refused(reasons);
        var entries = new RevocationEntries(request.Current);
        var problems = request.Changes.Select(
            change => entries.Apply(change, request.Now)).OfType<string>().ToImmutableArray();
        if (!problems.IsEmpty) return new RevocationResult.Refused(problems);

        var number = (request.Current is { } current ? Number(current.Number) : BigInteger.Zero) + 1;
        try
        {
            var complete = Draft(request, number, entries.All, Kept(request)).SignWith(key);
            var delta = request.WithDelta ? Delta(request, number, entries, key) : null;
            return Verified(request, new RevocationResult.Issued(complete, delta, entries.Notes));
        }
        catch (CryptographicException e)
        {
            return new RevocationResult.Refused([$"the key does not sign: {e.Message}"]);
        }
    }

    private static ImmutableArray<string> Refusals(RevocationRequest request, SigningKey key)
    {
        var issuer = request.Issuer;
        var reasons = new List<string>();
        if (!SigningKey.IsSameKey(key.PublicKeyInfo, issuer.PublicKeyInfo))
            reasons.Add("the key is not that of the issuer's certificate");
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
        RevocationRequest request, BigInteger number, IEnumerable<RevocationDraft> entries,
        IEnumerable<ExtensionDraft> extensions)
    {
        return new RevocationListDraft
        {
            Issuer = request.Issuer.Subject.Raw,
            ThisUpdate = request.Now,
            NextUpdate = request.Now + request.Lifetime,
            Number = number,
            AuthorityKeyIdentifier = CarryOver.KeyIdentifierOf(request.Issuer),
            Entries = [.. entries],
            Extensions = [.. extensions],
        };
    }

    // The scope is the base's; freshestCRL must not be in a delta list (section 5.2.6).
    private static RevocationList Delta(
        RevocationRequest request, BigInteger number, RevocationEntries entries, SigningKey key)
    {
        var deltaBase = request.DeltaBase ?? request.Current!;
        ExtensionDraft[] extensions =
        [
            ExtensionDraft.DeltaIndicator(Number(deltaBase.Number)),
            .. Carried(deltaBase, ExtensionOids.IssuingDistributionPoint),
        ];
        return Draft(request, number, entries.Since(deltaBase, request.Now), extensions).SignWith(key);
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

    private static BigInteger Number(ReadOnlyMemory<byte> octets) =>
        new(octets.Span, isUnsigned: true, isBigEndian: true);
}
