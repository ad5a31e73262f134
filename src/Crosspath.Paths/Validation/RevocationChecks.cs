using System.Collections.Concurrent;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

// RFC 5280 section 6.3. A certificate's distribution points say which lists cover it; without any, lists of its issuer
// do. A list counts when it is current, covers the certificate, and is signed by somebody who may: the certificate's
// issuer, or for an indirect list, or a CA that signs lists with another key, an identity of the list issuer's name
// that has a valid path of its own. Lists that together cover all reasons settle the question.

/// <summary>Asks the query's revocation lists about certificates.</summary>
/// <param name="query">Its lists, time and policy.</param>
/// <param name="graph">Where the lists' signers are looked for.</param>
/// <param name="isTrusted">Whether a certificate has a valid path, revocation left aside.</param>
internal sealed class RevocationChecks(PathQuery query, TrustGraph graph, Func<Certificate, bool> isTrusted)
{
    private readonly ConcurrentDictionary<(Fingerprint List, int Identity), bool> _signatures = [];
    private readonly ConcurrentDictionary<Fingerprint, bool> _trusted = [];

    /// <summary>What the lists say of a certificate; null when they say that it is good.</summary>
    /// <param name="certificate">Any but the anchor's.</param>
    /// <param name="issuerMaySignLists">Whether the issuer's certificate on the path at hand allows that.</param>
    public Finding? Check(Certificate certificate, bool issuerMaySignLists)
    {
        var covered = RevocationReasons.None;
        var sawList = false;
        foreach (var point in PointsOf(certificate))
        {
            foreach (var list in query.RevocationLists)
            {
                if (list.IsDelta || !IsOf(list, certificate, point) || !Covers(list, certificate, point)) continue;
                sawList = true;
                if (!IsUsable(list, certificate, issuerMaySignLists)) continue;
                if (Revoked(list, certificate, issuerMaySignLists) is { } entry) return RevokedFinding(certificate, entry);
                covered |= (point.Reasons ?? RevocationReasons.All)
                    & (list.IssuingDistributionPoint.Value?.OnlySomeReasons ?? RevocationReasons.All);
            }
        }
        // Bit 0 is unused (section 4.2.1.13).
        const RevocationReasons Needed = RevocationReasons.All & ~RevocationReasons.Unused;
        return (covered & Needed) == Needed ? null : Unknown(certificate, sawList);
    }

    /// <summary>Whether a certificate lets its subject sign lists: section 6.3.3 (f).</summary>
    public static bool MaySignLists(Certificate certificate) =>
        certificate.KeyUsage?.HasFlag(KeyUsages.CrlSign) ?? true;

    // The certificate's own points, and then whatever its issuer publishes elsewhere (end of section 6.3.3).
    private static IEnumerable<DistributionPoint> PointsOf(Certificate certificate)
    {
        foreach (var point in certificate.CrlDistributionPoints.Value?.Points ?? []) yield return point;
        yield return new DistributionPoint(null, null, []);
    }

    // Section 6.3.3 (b)(1).
    private static bool IsOf(RevocationList list, Certificate certificate, DistributionPoint point)
    {
        if (point.CrlIssuer.IsEmpty) return list.Issuer.Equals(certificate.Issuer);
        var isNamed = point.CrlIssuer.Any(name =>
            name.Kind == GeneralNameKind.DirectoryName && name.Directory.Equals(list.Issuer));
        return isNamed && (list.Issuer.Equals(certificate.Issuer) || list.IssuingDistributionPoint.Value?.IsIndirect == true);
    }

    // Section 6.3.3 (b)(2).
    private static bool Covers(RevocationList list, Certificate certificate, DistributionPoint point)
    {
        if (list.IssuingDistributionPoint.IsMalformed) return false;
        if (list.IssuingDistributionPoint.Value is not { } scope) return true;
        var isCa = certificate.IsCa == true;
        if (scope.OnlyAttributeCertificates || (scope.OnlyUserCertificates && isCa) || (scope.OnlyCaCertificates && !isCa))
            return false;
        if (scope.Name is null) return true;
        if (point.Name is null && point.CrlIssuer.IsEmpty)
            return certificate.CrlDistributionPoints.Value is not { Points.Length: > 0 }
                && HasCommonName(scope.Name, null, certificate.Issuer, list.Issuer);
        return HasCommonName(scope.Name, point.Name, point.CrlIssuer.IsEmpty ? certificate.Issuer : list.Issuer, list.Issuer);
    }

    private static bool HasCommonName(
        DistributionPointName listed, DistributionPointName? named, Name pointIssuer, Name listIssuer)
    {
        var theirs = PointNames.Of(listed, listIssuer);
        var ours = named is null
            ? [PointNames.Of(pointIssuer)]
            : PointNames.Of(named, pointIssuer);
        return theirs.Any(name => ours.Contains(name, StringComparer.Ordinal));
    }

    private bool IsUsable(RevocationList list, Certificate certificate, bool issuerMaySignLists) =>
        list.ThisUpdate <= query.At
        && (list.NextUpdate is not { } next || query.At <= next)
        && list.IsWhole
        && !list.HasUnknownCriticalExtension
        && (query.Profile == RuleProfile.PathValidation || IsWellIssued(list))
        && IsSigned(list, certificate, issuerMaySignLists);

    // Section 5.2.3: "CRL issuers conforming to this profile MUST include this extension in all CRLs and MUST mark this
    // extension as non-critical." Section 5.1.2.5: nextUpdate is there.
    private static bool IsWellIssued(RevocationList list) =>
        list.FindExtension(ExtensionOids.CrlNumber) is { IsCritical: false } && list.NextUpdate is not null;

    // Section 6.3.3 (f) and (g).
    private bool IsSigned(RevocationList list, Certificate certificate, bool issuerMaySignLists)
    {
        var issuer = graph.IssuerOf(certificate).Issuer;
        if (issuer is not null && issuerMaySignLists && list.Issuer.Equals(certificate.Issuer) && HasSigned(issuer, list))
            return true;
        foreach (var other in graph.IdentitiesNamed(list.Issuer))
        {
            if (other == issuer || !HasSigned(other, list)) continue;
            foreach (var signer in graph.CertificatesOf(other))
            {
                if (MaySignLists(signer) && _trusted.GetOrAdd(signer.Fingerprint, _ => isTrusted(signer))) return true;
            }
        }
        return false;
    }

    private bool HasSigned(Identity identity, RevocationList list) =>
        _signatures.GetOrAdd((list.Fingerprint, identity.Index), _ =>
        {
            using var key = graph.ImportKey(identity);
            var verdict = key.Verify(list.SignatureAlgorithm.Span, list.SignedPart.Span, list.Signature.Span);
            return verdict == SignatureVerdict.Valid;
        });

    // Section 6.3.3 (i) and (j): a delta list first, if there is one for this list.
    private RevokedCertificate? Revoked(RevocationList list, Certificate certificate, bool issuerMaySignLists)
    {
        foreach (var delta in query.RevocationLists)
        {
            if (!delta.IsDeltaOf(list) || !IsUsable(delta, certificate, issuerMaySignLists)) continue;
            if (delta.Find(certificate.Issuer, certificate.SerialNumber.Span) is not { } change) continue;
            return change.Reason == RevocationReason.RemoveFromCrl || change.RevokedAt > query.At ? null : change;
        }
        return list.Find(certificate.Issuer, certificate.SerialNumber.Span) is { } entry && entry.RevokedAt <= query.At
            ? entry
            : null;
    }

    private static Finding RevokedFinding(Certificate certificate, RevokedCertificate entry) =>
        new("revoked", Severity.Error, certificate.Fingerprint,
            $"{certificate.Subject.FriendlyText} was revoked on {entry.RevokedAt:u} ({entry.Reason})");

    private Finding Unknown(Certificate certificate, bool sawList) => sawList
        ? new Finding("revocation-unknown", Severity.Error, certificate.Fingerprint,
            $"{certificate.Subject.FriendlyText} may be revoked: its revocation list is out of date, or not good for it")
        : new Finding("revocation-unknown", query.RequireRevocationLists ? Severity.Error : Severity.Warning,
            certificate.Fingerprint, $"{certificate.Subject.FriendlyText} may be revoked: no revocation list is at hand for it");
}
