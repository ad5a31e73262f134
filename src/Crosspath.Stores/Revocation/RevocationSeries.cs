using System.Globalization;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>The lists of one signer with one scope, over time.</summary>
internal sealed class RevocationSeries(Identity signer)
{
    private readonly List<RevocationList> _lists = [];

    /// <summary>What lists of one series have in common: the signer, and the issuing distribution point.</summary>
    public static string KeyOf(RevocationList list, Identity signer) =>
        signer.Index.ToString(CultureInfo.InvariantCulture) + ":" + Convert.ToHexStringLower(
            (list.FindExtension(ExtensionOids.IssuingDistributionPoint)?.Value ?? default).Span);

    /// <summary>Adds a list.</summary>
    public void Add(RevocationList list) => _lists.Add(list);

    /// <summary>Takes out the delta lists of which no base is there.</summary>
    public IEnumerable<RevocationList> RemoveOrphans()
    {
        var complete = _lists.FindAll(list => !list.IsDelta);
        var orphans = _lists.Where(list => list.IsDelta && !complete.Exists(list.IsDeltaOf)).ToHashSet();
        _lists.RemoveAll(orphans.Contains);
        return orphans;
    }

    /// <summary>While the lists revoke certificates of a graph.</summary>
    public IEnumerable<DistrustPeriod> Resolve(TrustGraph graph, ListSigners signers)
    {
        if (_lists.Count == 0) return [];
        _lists.Sort((left, right) => left.ThisUpdate != right.ThisUpdate
            ? left.ThisUpdate.CompareTo(right.ThisUpdate)
            : left.Fingerprint.CompareTo(right.Fingerprint));
        var isIndirect = _lists[0].IssuingDistributionPoint.Value?.IsIndirect == true;
        var candidates = isIndirect ? graph.Certificates : signers.IssuedUnder(_lists[0].Issuer);
        return candidates.Where(certificate =>
                Covers(certificate)
                && graph.IssuerOf(certificate).Issuer is { } issuer
                && signers.AreRelated(signer, issuer))
            .SelectMany(Periods);
    }

    // RFC 5280 section 6.3.3 (b)(1) and (2), as far as an entry that is there needs it.
    private bool Covers(Certificate certificate)
    {
        if (_lists[0].IssuingDistributionPoint.Value is { } scope)
        {
            var isCa = certificate.IsCa == true;
            if (scope.OnlyAttributeCertificates) return false;
            if (isCa ? scope.OnlyUserCertificates : scope.OnlyCaCertificates) return false;
        }
        if (certificate.Issuer.Equals(_lists[0].Issuer)) return true;
        return (certificate.CrlDistributionPoints.Value?.Points ?? []).SelectMany(point => point.CrlIssuer).Any(
            name => name.Kind == GeneralNameKind.DirectoryName && name.Directory.Equals(_lists[0].Issuer));
    }

    private IEnumerable<DistrustPeriod> Periods(Certificate certificate)
    {
        RevokedCertificate? open = null;
        foreach (var list in _lists)
        {
            var entry = list.Find(certificate.Issuer, certificate.SerialNumber.Span);
            if (entry is { Reason: not RevocationReason.RemoveFromCrl } revoked)
                open = open is { } before && before.RevokedAt < revoked.RevokedAt
                    ? revoked with { RevokedAt = before.RevokedAt }
                    : revoked;
            else if (open is { } held && Releases(list, entry, held))
            {
                open = null;
                var last = list.ThisUpdate.Previous();
                if (last >= held.RevokedAt) yield return PeriodOf(certificate, held, last);
            }
        }
        if (open is { } final) yield return PeriodOf(certificate, final, DateTimeOffset.MaxValue);
    }

    // Section 5.3.1: only a certificate on hold comes back. Others leave the lists when they expire.
    private static bool Releases(RevocationList list, RevokedCertificate? entry, RevokedCertificate held) =>
        held.Reason == RevocationReason.CertificateHold
        && (list.IsDelta ? entry is { Reason: RevocationReason.RemoveFromCrl } : entry is null && list.IsWhole);

    private static DistrustPeriod PeriodOf(Certificate certificate, RevokedCertificate entry, DateTimeOffset until)
    {
        var day = entry.RevokedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new DistrustPeriod(certificate.Fingerprint, null, new Validity(entry.RevokedAt, until),
            $"was revoked on {day} ({NameOf(entry.Reason)})");
    }

    // As RFC 5280 section 5.3.1 spells it.
    private static string NameOf(RevocationReason reason)
    {
        var name = reason.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
