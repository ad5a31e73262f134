using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Explanation;

// What would make the answer a yes? Not guessed but tried: besides the anchors at hand, let every root and every
// topmost certificate above the target be one; list the paths of that more trusting world; and for each read off its
// findings which changes would mend it. A set of changes counts only if the path is valid once they are made. The
// smallest sets are the answer; a missing issuer, which nobody can try, comes last.

/// <summary>Finds the smallest sets of changes that give a target a valid path.</summary>
internal sealed class FixSearch(TrustPaths paths, PathQuery query)
{
    private const int MostFixes = 5;
    private const int MostPaths = 2_000;

    private readonly TrustGraph _graph = paths.Graph;

    /// <summary>The fixes, smallest first; none when there is a valid path already.</summary>
    public ImmutableArray<Fix> Find(CancellationToken cancellation)
    {
        if (paths.Find(WithSmallBudget(query), cancellation).FirstOrDefault() is { IsValid: true }) return [];
        var above = Above();
        var trusting = new TrustPaths(_graph, [.. paths.Anchors, .. Tops(above).Select(top => new TrustAnchor(top))],
            paths.Distrusts);
        var proven = new List<Fix>();
        foreach (var judged in trusting.Find(WithSmallBudget(query), cancellation))
        {
            if (Mend(judged, trusting) is { } fix) proven.Add(fix);
        }
        return [.. Smallest(proven), .. Missing(above)];
    }

    private static PathQuery WithSmallBudget(PathQuery original) => original with
    {
        Budget = original.Budget with { MaxPaths = Math.Min(original.Budget.MaxPaths, MostPaths) },
    };

    // The target and every certificate from which trust could come down to it.
    private List<Certificate> Above()
    {
        var above = new List<Certificate> { query.Target };
        var seen = new HashSet<int> { _graph.SubjectOf(query.Target).Index };
        for (var i = 0; i < above.Count; i++)
        {
            if (_graph.IssuerOf(above[i]).Issuer is { } issuer && seen.Add(issuer.Index))
                above.AddRange(_graph.CertificatesOf(issuer));
        }
        return above;
    }

    // Self-signed certificates, and those whose issuer nobody knows. To trust the target for its own sake is no advice.
    private IEnumerable<Certificate> Tops(List<Certificate> above) =>
        above.Skip(1).Where(certificate => _graph.IssuerOf(certificate).Issuer is not { } issuer
            || issuer == _graph.SubjectOf(certificate));

    private Fix? Mend(JudgedPath judged, TrustPaths trusting)
    {
        var changes = new List<Change>();
        var changed = query;
        if (!paths.Anchors.Any(anchor => anchor.Certificate.Equals(judged.Path.Anchor.Certificate)))
            changes.Add(new Change.MoreTrust(judged.Path.Anchor.Certificate));
        foreach (var code in judged.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code).Distinct())
        {
            if (ChangeFor(code, judged.Path) is not { } change) return null;
            if (changes.Contains(change)) continue;
            changes.Add(change);
            changed = Apply(change, changed);
        }
        var again = trusting.ValidatorFor(changed).Judge(judged.Path);
        return again.IsValid ? new Fix([.. changes], judged.Path) : null;
    }

    private Change? ChangeFor(string code, TrustPath path) => code switch
    {
        "expired" or "not-yet-valid" => path.Window is { } window ? new Change.OtherTime(Nearest(window)) : null,
        "purpose-not-allowed" or "key-usage-not-allowed" => OtherPurpose(path),
        "host-mismatch" => new Change.OtherHost(NamesOf(path.Target)),
        "not-trusted-by-store" => new Change.MoreTrust(path.Anchor.Certificate),
        _ => null,
    };

    private DateTimeOffset Nearest(Validity window) => query.At < window.From ? window.From : window.Until;

    private Change.OtherPurpose? OtherPurpose(TrustPath path)
    {
        foreach (var purpose in Purpose.All)
        {
            var judged = paths.ValidatorFor(query with { Purpose = purpose }).Judge(path);
            if (purpose != query.Purpose && !judged.Findings.Any(f => f.Code is "purpose-not-allowed" or "key-usage-not-allowed"))
                return new Change.OtherPurpose(purpose);
        }
        return null;
    }

    private static PathQuery Apply(Change change, PathQuery to) => change switch
    {
        Change.OtherTime time => to with { At = time.At },
        Change.OtherPurpose purpose => to with { Purpose = purpose.Purpose },
        Change.OtherHost => to with { Host = null },
        _ => to,
    };

    private static ImmutableArray<string> NamesOf(Certificate target) =>
        [.. (target.SubjectAlternativeName.Value?.Names ?? [])
            .Where(name => name.Kind is GeneralNameKind.DnsName or GeneralNameKind.IpAddress)
            .Select(name => name.Kind == GeneralNameKind.DnsName ? name.Text : name.ToString()[3..])
            .Take(20)];

    // One change before two, a day near before a day far, a question asked otherwise before a decision to trust.
    private IEnumerable<Fix> Smallest(List<Fix> proven) => proven
        .OrderBy(fix => fix.Changes.Length)
        .ThenBy(fix => fix.Changes.Count(change => change is Change.MoreTrust))
        .ThenBy(Distance)
        .DistinctBy(fix => string.Join(';', fix.Changes.Select(change => change.ToString())))
        .Where(fix => fix.Changes.Length == proven.Min(other => other.Changes.Length) || fix.Changes.Length <= 2)
        .Take(MostFixes);

    private TimeSpan Distance(Fix fix) => fix.Changes.OfType<Change.OtherTime>()
        .Select(change => (change.At - query.At).Duration())
        .FirstOrDefault();

    private IEnumerable<Fix> Missing(List<Certificate> above) => above
        .Where(certificate => _graph.IssuerOf(certificate).Issuer is null)
        .Select(certificate => new Change.MoreCertificates(
            certificate.Issuer, certificate.AuthorityKeyIdentifier, Locations(certificate)))
        .DistinctBy(change => (change.Issuer, Convert.ToHexString(change.KeyIdentifier.Span)))
        .Take(MostFixes)
        .Select(change => new Fix([change], null));

    private static ImmutableArray<string> Locations(Certificate certificate) =>
        [.. (certificate.AuthorityInformationAccess.Value?.Descriptions ?? [])
            .Where(place => place.Method == AccessDescriptions.CaIssuers
                && place.Location.Kind == GeneralNameKind.Uri)
            .Select(place => place.Location.Text)
            .Take(10)];
}
