namespace Crosspath.Clients.Simulation;

/// <summary>Which candidates a walk has for the issuer of a certificate, group after group of its sources.</summary>
internal sealed class WalkCandidates(ClientRun run, Func<Candidate, bool> isRepeated)
{
    private readonly WalkRules _rules = run.Profile.Walk;
    private readonly Dictionary<int, List<Candidate>> _known = [];

    /// <summary>Whether caIssuers locations are asked for every certificate (Java's second round).</summary>
    public bool FetchesAll { get; private set; }

    /// <summary>Forgets what was found, since there is more to be found now.</summary>
    public void Clear() => _known.Clear();

    /// <summary>From now on asks all caIssuers locations.</summary>
    public void FetchAll()
    {
        FetchesAll = true;
        Clear();
    }

    /// <summary>The candidates for a frame, best first.</summary>
    public List<Candidate> For(WalkFrame frame, IReadOnlyList<CertificateFacts> path)
    {
        if (_rules.SelfSignedEnds && frame.Certificate.IsSelfSigned) return ForSelfSigned(frame.Certificate, path);
        if (_rules.Tries == Tries.Best) return FirstGroup(frame, path);
        if (_known.TryGetValue(frame.Certificate.Id, out var found)) return found;
        return _known[frame.Certificate.Id] = AllGroups(frame, path);
    }

    /// <summary>Those at the caIssuers locations that the frame has not yet.</summary>
    public List<Candidate> Fetched(CertificateFacts certificate, List<Candidate> found, IReadOnlyList<CertificateFacts> path)
    {
        var known = found.Select(candidate => candidate.Certificate.Id).ToHashSet();
        var fetched = run.Finder.Fetch(certificate, path).FindAll(more => !known.Contains(more.Certificate.Id));
        foreach (var more in fetched) run.Trace.Add(TraceAction.Fetch, more.Certificate, $"for '{certificate}'");
        return fetched;
    }

    // OpenSSL looks a self-signed certificate up in the store, and nowhere else.
    private List<Candidate> ForSelfSigned(CertificateFacts certificate, IReadOnlyList<CertificateFacts> path) =>
        _rules.Tries == Tries.Best && path.Count > 1 && run.Finder.Store.Contains(certificate)
            ? [new Candidate(certificate, Source.Store, IsAnchor: true)]
            : [];

    private List<Candidate> FirstGroup(WalkFrame frame, IReadOnlyList<CertificateFacts> path)
    {
        foreach (var group in _rules.Sources)
        {
            if (frame.IsInStore && _rules.StaysInStore && !group.Contains(Source.Store)) continue;
            var found = run.Finder.Find(frame.Certificate, group, path).FindAll(candidate => !isRepeated(candidate));
            if (found.Count > 0) return found;
        }
        return [];
    }

    private List<Candidate> AllGroups(WalkFrame frame, IReadOnlyList<CertificateFacts> path)
    {
        var certificate = frame.Certificate;
        var found = new List<Candidate>();
        foreach (var group in _rules.Sources) found.AddRange(run.Finder.Find(certificate, group, path));
        var isFetched = _rules.Fetch == FetchRule.WhenNoneIsLocal
            && (FetchesAll || found.TrueForAll(candidate => candidate.Source == Source.Store));
        if (isFetched) found = run.Finder.Sort(certificate, [.. found, .. Fetched(certificate, found, path)]);
        if (_rules.AnchorSettles && found.Exists(candidate => candidate.IsAnchor && IsSigned(certificate, candidate)))
            found.RemoveAll(candidate => !candidate.IsAnchor);
        return found;
    }

    private bool IsSigned(CertificateFacts certificate, Candidate candidate) =>
        run.Surroundings.IsSigned(certificate, candidate.Certificate);
}
