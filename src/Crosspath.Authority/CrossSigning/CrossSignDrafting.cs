using System.Collections.Immutable;
using System.Globalization;
using Crosspath.Authority.Linting.Rules;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.CrossSigning;

/// <summary>Writes down what a request means: the template under the constraints, clipped to the issuer.</summary>
internal sealed class CrossSignDrafting
{
    private const string AuthorityKeyIdentifier = "2.5.29.35";

    private readonly CrossSignRequest _request;
    private readonly CrossSignConstraints _wanted;
    private readonly List<string> _notes = [];

    public CrossSignDrafting(CrossSignRequest request)
    {
        _request = request;
        _wanted = request.Constraints.Over(request.Template.Constraints);
    }

    /// <summary>What was clipped or taken over.</summary>
    public IReadOnlyList<string> Notes => _notes;

    private bool IsReissue => _request.Template == CrossSignTemplate.Reissue;

    public CertificateDraft Draft()
    {
        var (from, until) = Validity();
        return new CertificateDraft
        {
            Subject = _request.Subject.Name,
            Issuer = _request.Issuer.Subject.Raw,
            PublicKeyInfo = _request.Subject.PublicKeyInfo,
            NotBefore = from,
            NotAfter = until,
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions = [.. IsReissue ? Reissued() : Extensions()],
        };
    }

    private (DateTimeOffset From, DateTimeOffset Until) Validity()
    {
        var issuer = _request.Issuer;
        var from = Seconds(_wanted.NotBefore ?? _request.Now);
        if (from < issuer.NotBefore)
        {
            from = issuer.NotBefore;
            _notes.Add($"begins on {Day(from)}, with the issuer: it cannot begin earlier");
        }
        // notAfter is the last second of validity (RFC 5280 section 4.1.2.5), so that days are whole ones.
        var until = _wanted.NotAfter
            ?? (_wanted.Days is { } days ? Later(from, days) : IsReissue ? _request.Subject.Existing!.NotAfter
                : Later(from, 365));
        until = Seconds(until);
        if (until > issuer.NotAfter)
        {
            _notes.Add($"ends on {Day(issuer.NotAfter)}, with the issuer, and not on {Day(until)}");
            until = issuer.NotAfter;
        }
        if (_request.Subject.Existing is { } existing && existing.NotAfter < _request.Now)
            _notes.Add($"the subject's own certificate ended on {Day(existing.NotAfter)}");
        return (from, until);
    }

    // In the order in which CAs usually write them.
    private IEnumerable<ExtensionDraft> Extensions()
    {
        yield return ExtensionDraft.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign);
        if (WantedPurposes() is { IsEmpty: false } purposes) yield return ExtensionDraft.ExtendedKeyUsage(purposes);
        yield return ExtensionDraft.BasicConstraints(isCa: true, WantedPathLength());
        yield return ExtensionDraft.SubjectKeyIdentifier(_request.Subject.KeyIdentifier.ToArray());
        yield return AuthorityKey();
        foreach (var extension in Settable()) yield return extension;
    }

    private IEnumerable<ExtensionDraft> Settable()
    {
        if (_wanted.Policies is { IsEmpty: false } policies) yield return ExtensionDraft.Policies(policies);
        if (_wanted.Mappings is { IsEmpty: false } mappings) yield return ExtensionDraft.PolicyMappings(mappings);
        if (_wanted.RequireExplicitPolicy is not null || _wanted.InhibitPolicyMapping is not null)
            yield return ExtensionDraft.PolicyConstraints(_wanted.RequireExplicitPolicy, _wanted.InhibitPolicyMapping);
        if (_wanted.InhibitAnyPolicy is { } skip) yield return ExtensionDraft.InhibitAnyPolicy(skip);
        var (permitted, excluded) = (_wanted.PermittedNames ?? [], _wanted.ExcludedNames ?? []);
        if (!permitted.IsEmpty || !excluded.IsEmpty) yield return ExtensionDraft.NameConstraints(permitted, excluded);
        if (_wanted.RevocationLists is { IsEmpty: false } lists)
            yield return ExtensionDraft.RevocationListPoints(lists);
        var (ocsp, issuers) = (_wanted.Ocsp ?? [], _wanted.CaIssuers ?? []);
        if (!ocsp.IsEmpty || !issuers.IsEmpty) yield return ExtensionDraft.InformationAccess(ocsp, issuers);
        if (_wanted.CaRepository is { IsEmpty: false } repository) yield return ExtensionDraft.CaRepository(repository);
    }

    // All that the existing one has, in its order, but for what is bound to its own issuance; what was asked for takes
    // the place of its kind.
    private IEnumerable<ExtensionDraft> Reissued()
    {
        var asked = Settable().ToList();
        if (_wanted.Purposes is { IsEmpty: false } purposes) asked.Insert(0, ExtensionDraft.ExtendedKeyUsage(purposes));
        if (_wanted.PathLength is { } length) asked.Insert(0, ExtensionDraft.BasicConstraints(isCa: true, length));
        foreach (var extension in _request.Subject.Existing!.Extensions.ToArray())
        {
            var oid = extension.Oid.ToString();
            if (extension.Oid.Content.SequenceEqual(ExtensionOids.SignedCertificateTimestamps)
                || extension.Oid.Content.SequenceEqual(ExtensionOids.PrecertificatePoison)) continue;
            if (asked.Find(other => other.Oid == oid) is { } replaced)
            {
                _notes.Add(
                    $"{ObjectIdentifierNames.Of(extension.Oid)} is as asked for, not that of the existing certificate");
                asked.Remove(replaced);
                yield return replaced;
            }
            else if (oid == AuthorityKeyIdentifier) yield return AuthorityKey();
            else yield return new ExtensionDraft(oid, extension.IsCritical, extension.Value.ToArray());
        }
        foreach (var extension in asked) yield return extension;
    }

    private ExtensionDraft AuthorityKey() =>
        ExtensionDraft.AuthorityKeyIdentifier(CarryOver.KeyIdentifierOf(_request.Issuer).ToArray());

    // Without a word about it, what the issuer can give; with one, that is asked for and may be refused.
    private int? WantedPathLength()
    {
        if (_request.Issuer.PathLength is not { } limit) return _wanted.PathLength;
        var most = limit - 1;
        if (_request.Constraints.PathLength is { } asked) return asked;
        if (_wanted.PathLength is { } usual && usual <= most) return usual;
        _notes.Add($"the path length is {most}: the issuer's is {limit}");
        return most;
    }

    private ImmutableArray<string> WantedPurposes()
    {
        if (_wanted.Purposes is { } asked) return asked;
        if (Purposes.Of(_request.Issuer) is not { } own || own.Has(Purposes.Any)) return [];
        _notes.Add($"the purposes are the issuer's: {own}");
        return
        [
            .. _request.Issuer.ExtendedKeyUsage.Value!.Purposes.Select(purpose => purpose.ToString())
                .Where(purpose => ObjectIdentifier.TryParse(purpose, out _)), // what cannot be written is not given
        ];
    }

    private static DateTimeOffset Later(DateTimeOffset from, int days) =>
        from <= DateTimeOffset.MaxValue.AddDays(-days) ? from.AddDays(days).AddSeconds(-1) : DateTimeOffset.MaxValue;

    private static DateTimeOffset Seconds(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
