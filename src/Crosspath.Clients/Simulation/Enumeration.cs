namespace Crosspath.Clients.Simulation;

/// <summary>
/// Writes down every path first: a candidate whose issuer is unknown spoils them all, and a cycle never ends. Then the
/// first of the shortest paths is judged, and no other. (PKI.js: sort in src/CertificateChainValidationEngine.ts.)
/// </summary>
internal sealed class Enumeration(ClientRun run)
{
    private const int MostPaths = 50_000;

    // Deeper than any list that a message can hold in practice; it bounds the recursion.
    private const int MostDepth = 200;

    private readonly HashSet<int> _open = [];
    private int _paths;
    private string? _failure;

    /// <summary>Writes the paths down and judges one.</summary>
    public Outcome Read()
    {
        var paths = PathsAbove(run.Leaf, 0);
        if (_failure is { } failure) return Reject(failure);
        var complete = paths.Where(path => path.Any(run.Finder.Store.IsRoot)).ToList();
        if (complete.Count == 0) return Reject("no path leads to a trusted root");
        var shortest = complete.MinBy(path => path.Count)!;
        var names = string.Join(", ", shortest);
        run.Trace.Add(TraceAction.Note, null, $"{complete.Count} paths; the first of the shortest: {names}");
        List<CertificateFacts> chain = [run.Leaf, .. shortest];
        return run.Judge.Whole(chain) is { } fault ? Reject(fault) : Outcome.Accepted(chain);
    }

    private List<List<CertificateFacts>> PathsAbove(CertificateFacts certificate, int depth)
    {
        if (_failure is not null) return [];
        if (run.Finder.Store.IsRoot(certificate)) return [[certificate]];
        if (depth > MostDepth || !_open.Add(certificate.Id))
            return Fail("a cycle of cross-signs: it does not come to an end");
        var paths = new List<List<CertificateFacts>>();
        var issuers = IssuersOf(certificate);
        if (issuers.Count == 0) return Fail($"no issuer of '{certificate}' is known, which spoils every path");
        foreach (var issuer in issuers)
        {
            if (issuer.Id == certificate.Id)
            {
                paths.Add([issuer]);
                continue;
            }
            foreach (var above in PathsAbove(issuer, depth + 1))
            {
                if (++_paths > MostPaths)
                    return Fail("the paths are too many: it does not come to an end in reasonable time");
                paths.Add(above.Contains(issuer) ? above : [issuer, .. above]);
            }
        }
        _open.Remove(certificate.Id);
        return paths;
    }

    private List<CertificateFacts> IssuersOf(CertificateFacts certificate)
    {
        if (certificate.IsSelfIssued && run.Surroundings.IsSigned(certificate, certificate)) return [certificate];
        var candidates = run.Finder.Store.All.Concat(run.Finder.Served).Concat(run.Finder.Cached).Append(run.Leaf);
        var found = candidates.Where(candidate => IsIssuer(certificate, candidate)
            && run.Surroundings.IsSigned(certificate, candidate)).ToList();
        run.Trace.Add(TraceAction.Look, certificate, $"issuers: {string.Join(", ", found)}");
        return found;
    }

    // A key identifier decides alone where both have one; else the name does.
    private static bool IsIssuer(CertificateFacts certificate, CertificateFacts candidate)
    {
        if (!certificate.IssuerKeyIdentifier.IsEmpty && !candidate.KeyIdentifier.IsEmpty)
            return KeyIdentifiers.Compare(certificate, candidate) == KeyIdentifierMatch.Equal;
        var hasIssuerName = certificate.AuthorityKey is { KeyIdentifier.IsEmpty: true, IssuerNames.IsEmpty: false };
        return !hasIssuerName && certificate.Issuer == candidate.Subject;
    }

    private List<List<CertificateFacts>> Fail(string reason)
    {
        _failure ??= reason;
        return [];
    }

    private Outcome Reject(string reason)
    {
        run.Trace.Add(TraceAction.Note, null, reason);
        return Outcome.Rejected(reason);
    }
}
