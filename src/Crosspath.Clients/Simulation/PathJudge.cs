using Crosspath.Paths.Validation;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Clients.Simulation;

/// <summary>
/// Checks chains by a client's rules. Each fault is a few words; null means that there is none. A path is a list from
/// the leaf upwards.
/// </summary>
internal sealed class PathJudge(ClientProfile profile, Surroundings surroundings)
{
    private static readonly ObjectIdentifier ServerAuth = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.1");
    private static readonly ObjectIdentifier ClientAuth = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.2");
    private static readonly ObjectIdentifier AnyPurpose = ObjectIdentifier.Parse("2.5.29.37.0");

    private readonly JudgeRules _rules = profile.Judge;
    private readonly DateTimeOffset _at = surroundings.Request.At;
    private readonly Dictionary<(int Issuer, int Certificate), string?> _violations = [];

    /// <summary>What is wrong with the leaf, whatever is above it.</summary>
    public string? Leaf(CertificateFacts leaf, bool hasIssuer = true) =>
        Own(leaf, Part.Leaf)
        ?? Purpose(leaf, _rules.LeafPurpose)
        ?? (hasIssuer ? LeafForm(leaf) : null)
        ?? (_rules.Host && surroundings.Request.Host is { } host && !HostName.Matches(leaf.Certificate, host)
            ? $"the certificate is not for {host}"
            : null);

    /// <summary>What is wrong with a certificate as the issuer of what is below it.</summary>
    /// <param name="path">The path that it is on.</param>
    /// <param name="place">Where on it, not 0.</param>
    /// <param name="part">As what.</param>
    /// <param name="mayBeOutOfDate">Whether its dates do not matter.</param>
    public string? Issuer(IReadOnlyList<CertificateFacts> path, int place, Part part, bool mayBeOutOfDate = false)
    {
        var certificate = path[place];
        var isAnchor = part == Part.Anchor;
        var below = place == 1 ? Part.Leaf : Part.Intermediate;
        if (Signature(path[place - 1], certificate, below) is { } fault) return fault;
        mayBeOutOfDate |= isAnchor && place == 1 && _rules.AnchorAboveLeafMayBeOutOfDate;
        return Own(certificate, part, mayBeOutOfDate)
            ?? Ca(certificate, isAnchor ? _rules.AnchorCa : _rules.IntermediateCa)
            ?? KeyUsage(certificate, isAnchor ? _rules.AnchorKeyUsage : _rules.IntermediateKeyUsage)
            ?? (_rules.PathLength.Contains(part) && !AllowsLength(certificate, path.Take(place))
                ? $"'{certificate}' allows fewer intermediates below it"
                : null)
            ?? (_rules.NameConstraints.Contains(part) ? NameConstraints(path, place) : null)
            ?? Purpose(certificate, isAnchor ? _rules.AnchorPurpose : _rules.IntermediatePurpose)
            ?? Form(certificate, part)
            ?? (isAnchor ? Signature(certificate, certificate, Part.Anchor) : null);
    }

    /// <summary>What is wrong with a complete path, or one that is to be taken for one.</summary>
    public string? Whole(IReadOnlyList<CertificateFacts> path, bool hasAnchor = true)
    {
        if (Leaf(path[0], hasIssuer: path.Count > 1) is { } leaf) return leaf;
        for (var place = 1; place < path.Count; place++)
        {
            var part = hasAnchor && place == path.Count - 1 ? Part.Anchor : Part.Intermediate;
            if (Issuer(path, place, part) is { } fault) return fault;
        }
        return Revocation(path);
    }

    /// <summary>What is wrong with a list in issuer order under an anchor.</summary>
    public string? List(IReadOnlyList<CertificateFacts> list, CertificateFacts anchor)
    {
        List<CertificateFacts> path = [.. list, anchor];
        return Leaf(list[0])
            ?? Enumerable.Range(1, list.Count - 1).Select(place => Issuer(path, place, Part.Intermediate))
                .FirstOrDefault(fault => fault is not null)
            ?? Issuer(path, list.Count, Part.Anchor, _rules.AnchorOfListMayBeOutOfDate)
            ?? Revocation(path);
    }

    /// <summary>Only the revocation of a path.</summary>
    public string? Revocation(IReadOnlyList<CertificateFacts> path)
    {
        if (profile.Revocation == RevocationRule.None) return null;
        string? missing = null;
        for (var place = 0; place < path.Count - 1; place++)
        {
            var status = surroundings.StatusOf(path[place], path[place + 1]);
            if (status == RevocationStatus.Revoked) return $"'{path[place]}' is revoked";
            var isCovered = profile.Revocation switch
            {
                RevocationRule.ListsIfAny => true,
                RevocationRule.SoundListsIfAny => status != RevocationStatus.Unsound,
                RevocationRule.ListsRequired => status is RevocationStatus.Good or RevocationStatus.GoodAtPoint,
                _ => status == RevocationStatus.GoodAtPoint
                    || (status == RevocationStatus.Good && !path[place].Certificate.CrlDistributionPoints.IsPresent),
            };
            if (!isCovered) missing ??= $"no sound revocation list covers '{path[place]}'";
        }
        return missing;
    }

    /// <summary>RFC 5280 section 6.1.4 (l) and (m): self-issued certificates do not count.</summary>
    public static bool AllowsLength(CertificateFacts certificate, IEnumerable<CertificateFacts> below)
    {
        if (certificate.Certificate.PathLength is not { } length) return true;
        return below.Skip(1).Count(intermediate => !intermediate.IsSelfIssued) <= length;
    }

    private string? Own(CertificateFacts certificate, Part part, bool mayBeOutOfDate = false)
    {
        if (!mayBeOutOfDate && _rules.Time.Contains(part) && Time(certificate) is { } fault) return fault;
        if (AlgorithmPolicy.Key(certificate, part, _rules) is { } weakness) return weakness;
        return _rules.Critical.Contains(part) && UnknownCritical.Of(certificate, profile) is { } extension
            ? $"'{certificate}' has a critical extension that is not understood: {extension}"
            : null;
    }

    private string? Time(CertificateFacts certificate)
    {
        if (_at < certificate.Certificate.NotBefore) return $"'{certificate}' is not valid yet";
        return certificate.Certificate.NotAfter < _at ? $"'{certificate}' has expired" : null;
    }

    private string? Signature(CertificateFacts child, CertificateFacts issuer, Part part)
    {
        if (!_rules.Signature.Contains(part)) return null; // an anchor's is that under its own key
        if (!surroundings.IsSigned(child, issuer)) return $"the key of '{issuer}' did not sign '{child}'";
        return part == Part.Anchor ? null : AlgorithmPolicy.Signature(child, issuer, _rules);
    }

    private static string? Ca(CertificateFacts certificate, Presence rule) => rule switch
    {
        Presence.Must when certificate.Certificate.IsCa != true => $"'{certificate}' is no CA",
        Presence.IfPresent when certificate.Certificate.IsCa == false => $"'{certificate}' is no CA",
        _ => null,
    };

    private static string? KeyUsage(CertificateFacts certificate, Presence rule)
    {
        var mayIssue = certificate.Certificate.KeyUsage is { } usage
            ? usage.HasFlag(KeyUsages.KeyCertSign)
            : rule != Presence.Must;
        return mayIssue || rule == Presence.Ignore ? null : $"'{certificate}' may not issue certificates";
    }

    private string? NameConstraints(IReadOnlyList<CertificateFacts> path, int place)
    {
        var issuer = path[place];
        if (issuer.NameConstraints is not { } constraints) return null;
        for (var i = 0; i < place; i++)
        {
            if (i > 0 && path[i].IsSelfIssued) continue;
            if (!_violations.TryGetValue((issuer.Id, path[i].Id), out var violation))
                _violations.Add((issuer.Id, path[i].Id), violation = Violation(issuer, constraints, path[i]));
            if (violation is not null)
                return $"'{path[i]}' violates the name constraints of '{issuer}': {violation}";
        }
        return null;
    }

    private string? Violation(CertificateFacts issuer, NameConstraints constraints, CertificateFacts certificate)
    {
        foreach (var violation in NameConstraintState.None.With(issuer.Certificate).Check(certificate.Certificate))
            return violation.Message;
        return ConstraintQuirk(certificate, constraints);
    }

    private string? ConstraintQuirk(CertificateFacts certificate, NameConstraints constraints)
    {
        switch (_rules.ConstraintReading)
        {
            case ConstraintReading.Refuses:
                return "name constraints are not read right";
            case ConstraintReading.CommonNameIsDns or ConstraintReading.CommonNameMayBeDns
                when certificate.Names.All(name => name.Kind != GeneralNameKind.DnsName):
                var common = certificate.Certificate.Subject.Values(NameAttribute.CommonName).LastOrDefault();
                if (common is null) return null;
                if (_rules.ConstraintReading == ConstraintReading.CommonNameMayBeDns
                    && !HostName.IsWellFormedDnsName(common, mayBeWildcard: true)) return null;
                var dns = new GeneralName(GeneralNameKind.DnsName, System.Text.Encoding.Latin1.GetBytes(common));
                var allowed = (constraints.Permitted ?? [])
                    .Where(subtree => subtree.Kind == GeneralNameKind.DnsName).ToList();
                return allowed.Count > 0 && !allowed.Any(subtree => IsWithin(subtree, dns))
                    ? "the common name, taken for a DNS name, is not permitted"
                    : null;
            default:
                return null;
        }
    }

    private static bool IsWithin(GeneralName subtree, GeneralName name) =>
        subtree.Kind == name.Kind && NameSubtree.Contains(subtree, name) == NameMatch.Inside;

    private static string? Purpose(CertificateFacts certificate, PurposeRule rule)
    {
        if (rule == PurposeRule.Ignore || certificate.ExtendedKeyUsage is not { } usage) return null;
        var isAllowed = usage.Purposes.Any(purpose => purpose == ServerAuth
            || (rule == PurposeRule.ServerOrAny && purpose == AnyPurpose)
            || (rule == PurposeRule.ServerOrClient && purpose == ClientAuth));
        return isAllowed ? null : $"'{certificate}' is not for TLS servers";
    }

    private string? LeafForm(CertificateFacts leaf)
    {
        if ((_rules.Form.Contains(FormRule.LeafAuthorityKeyIdentifier) && leaf.IssuerKeyIdentifier.IsEmpty)
            || (_rules.Form.Contains(FormRule.LeafAuthorityKey) && leaf.AuthorityKey is null))
            return "the leaf has no authorityKeyIdentifier";
        if (_rules.Form.Contains(FormRule.RsaLeafKeyEncipherment)
            && leaf.KeyType.StartsWith("RSA", StringComparison.Ordinal)
            && leaf.Certificate.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.KeyEncipherment))
            return "the leaf's RSA key is not for key encipherment";
        return _rules.Form.Contains(FormRule.LeafAlternativeNames) && leaf.AlternativeNames == 0
            ? "the leaf has no subjectAltName"
            : null;
    }

    private string? Form(CertificateFacts certificate, Part part)
    {
        if (_rules.Form.IsEmpty) return null;
        if (_rules.Form.Contains(FormRule.CaSubjectKeyIdentifier) && certificate.KeyIdentifier.IsEmpty)
            return $"'{certificate}' has no subjectKeyIdentifier";
        if (part == Part.Intermediate && _rules.Form.Contains(FormRule.IntermediateAuthorityKeyIdentifier)
            && certificate.IssuerKeyIdentifier.IsEmpty)
            return $"'{certificate}' has no authorityKeyIdentifier";
        var mustBeCritical = part == Part.Anchor
            ? FormRule.AnchorCriticalBasicConstraints
            : FormRule.IntermediateCriticalBasicConstraints;
        return _rules.Form.Contains(mustBeCritical)
            && certificate.Certificate.FindExtension(ExtensionOids.BasicConstraints) is { IsCritical: false }
            ? $"the basicConstraints of '{certificate}' are not critical"
            : null;
    }
}
