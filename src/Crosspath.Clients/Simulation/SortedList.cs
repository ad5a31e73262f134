namespace Crosspath.Clients.Simulation;

/// <summary>
/// Sorts the served list into segments in which each certificate issued the one before, until one ends below a root;
/// then looks up a root for the end of the list, or failing that one in the place of a certificate on it. (GnuTLS:
/// gnutls_x509_trust_list_verify_crt2 in lib/x509/verify-high.c, _gnutls_verify_crt_status in lib/x509/verify.c.)
/// </summary>
internal sealed class SortedList(ClientRun run)
{
    /// <summary>Sorts, shortens and judges.</summary>
    public Outcome Read()
    {
        var list = Shorten(Sort([.. run.Surroundings.Served]));
        run.Trace.Add(TraceAction.Note, null, "the list, sorted: " + string.Join(", ", list));
        var outcome = Verify(list, list[^1].IssuerBytes);
        var isUnknownOrOld = outcome.Reason is { } reason && (reason.StartsWith(Unknown, StringComparison.Ordinal)
            || reason.EndsWith("expired", StringComparison.Ordinal));
        if (!isUnknownOrOld || list[^1].SubjectBytes == list[^1].IssuerBytes) return outcome;
        run.Trace.Add(TraceAction.Note, list[^1], "no good root issued the end of the list: looks for one of its name");
        var second = Verify(list, list[^1].SubjectBytes);
        var wasUnknown = outcome.Reason!.StartsWith(Unknown, StringComparison.Ordinal);
        return second.Reason is null || wasUnknown ? second : outcome;
    }

    private const string Unknown = "no trusted root issued ";

    private List<CertificateFacts> Sort(List<CertificateFacts> list)
    {
        var seen = new HashSet<int>();
        var end = 0;
        while (end < list.Count)
        {
            var segment = SortSegment(list, end);
            var repeated = Enumerable.Range(end + 1, segment - 1)
                .FirstOrDefault(place => seen.Contains(list[place].Id));
            if (repeated > 0)
            {
                list.RemoveAt(repeated);
                continue;
            }
            for (var i = 0; i < segment; i++) seen.Add(list[end++].Id);
            if (RootsNamed(list[end - 1].IssuerBytes).Any(root => IsIssuer(list[end - 1], root))) break;
            if (end >= list.Count || !IsIssuer(list[end - 1], list[end])) continue;
        }
        return list.GetRange(0, Math.Min(end, list.Count));
    }

    // _gnutls_sort_clist: each certificate's issuer is the first that fits; self-signed ones have none.
    private static int SortSegment(List<CertificateFacts> list, int start)
    {
        var rest = list.GetRange(start, list.Count - start);
        var chain = new List<CertificateFacts> { rest[0] };
        var taken = new HashSet<int> { 0 };
        var place = 0;
        while (chain.Count < rest.Count)
        {
            var current = rest[place];
            if (IsIssuer(current, current)) break;
            var issuer = Enumerable.Range(1, rest.Count - 1)
                .FirstOrDefault(other => other != place && IsIssuer(current, rest[other]));
            if (issuer == 0) break;
            chain.Add(rest[issuer]);
            taken.Add(issuer);
            place = issuer;
        }
        var length = chain.Count;
        chain.AddRange(rest.Where((_, index) => !taken.Contains(index)));
        list.RemoveRange(start, list.Count - start);
        list.AddRange(chain);
        return Math.Min(length, list.Count - start);
    }

    private List<CertificateFacts> Shorten(List<CertificateFacts> list)
    {
        if (list.Count > 1 && IsIssuer(list[^1], list[^1])) list.RemoveAt(list.Count - 1);
        for (var i = 1; i < list.Count; i++)
        {
            if (RootsNamed(list[i].IssuerBytes).All(root => root.Id != list[i].Id)) continue;
            return list.GetRange(0, i + 1);
        }
        return list;
    }

    // The roots in question are those in one bucket of a hash table: those whose name's octets are the ones asked for.
    private Outcome Verify(List<CertificateFacts> list, int name)
    {
        var roots = RootsNamed(name).ToList();
        var chain = list.ToList();
        if (chain.Count > 1 && IsIssuer(chain[^1], chain[^1])) chain.RemoveAt(chain.Count - 1);
        for (var i = 0; i < chain.Count; i++)
        {
            var place = i;
            var same = roots.FirstOrDefault(root =>
                place == 0 ? root.Id == chain[0].Id : root.IsSameIdentity(chain[place]));
            if (same is null) continue;
            run.Trace.Add(TraceAction.Note, same, $"has the name and key of '{chain[i]}': the list ends below it");
            if (i == 0) return Judge([], same);
            if (Time(same) is { } fault) return Outcome.Rejected(fault);
            chain = [.. chain.Take(i)];
            break;
        }
        var issuers = roots.Where(root => IsIssuer(chain[^1], root)).ToList();
        var issuer = issuers.LastOrDefault(root => root.IsValidAt(run.Surroundings.Request.At) && root != issuers[0])
            ?? issuers.FirstOrDefault();
        if (issuer is null) return Outcome.Rejected($"{Unknown}'{chain[^1]}'");
        run.Trace.Add(TraceAction.Anchor, issuer, $"issued '{chain[^1]}'");
        return Judge(chain, issuer);
    }

    private Outcome Judge(List<CertificateFacts> chain, CertificateFacts anchor)
    {
        if (chain.Count == 0)
            return run.Judge.Leaf(anchor) is { } leaf ? Outcome.Rejected(leaf) : Outcome.Accepted([anchor]);
        chain.Add(anchor);
        for (var i = 0; i < chain.Count - 1; i++)
        {
            if (!IsIssuer(chain[i], chain[i + 1]))
                return Outcome.Rejected($"'{chain[i + 1]}' is not the issuer of '{chain[i]}'");
        }
        if (run.Judge.Whole(chain) is not { } fault) return Outcome.Accepted(WithoutCycles(chain));
        run.Trace.Add(TraceAction.Fault, anchor, fault);
        return Outcome.Rejected(fault);
    }

    private string? Time(CertificateFacts root)
    {
        var at = run.Surroundings.Request.At;
        if (at < root.Certificate.NotBefore) return $"'{root}' is not valid yet";
        return root.Certificate.NotAfter < at ? $"'{root}' has expired" : null;
    }

    // A sorted list may go round a cycle of cross-signs before it leaves it; without the rounds it is the same chain.
    private static List<CertificateFacts> WithoutCycles(List<CertificateFacts> chain)
    {
        var way = new List<CertificateFacts>();
        for (var i = 0; i < chain.Count; i = chain.LastIndexOf(chain[i]) + 1) way.Add(chain[i]);
        return way;
    }

    private IEnumerable<CertificateFacts> RootsNamed(int name) =>
        run.Finder.Store.RootsNamed(name, NameComparison.Octets);

    // is_issuer: the names, string types aside, and the key identifiers where both are there.
    private static bool IsIssuer(CertificateFacts certificate, CertificateFacts issuer) =>
        certificate.NamesAsIssuer(issuer, NameComparison.Text)
        && KeyIdentifiers.Compare(certificate, issuer) != KeyIdentifierMatch.Different;
}
