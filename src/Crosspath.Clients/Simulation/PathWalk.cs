namespace Crosspath.Clients.Simulation;

/// <summary>
/// Looks for a chain from the leaf upwards. A frame is a certificate of the path with the candidates for its issuer;
/// whether more than the best of them is tried is the client's rule.
/// </summary>
internal sealed class PathWalk
{
    // Far more than a client that ends at all needs; what takes more takes it longer than anybody waits.
    private const int MostRounds = 60_000;

    private readonly ClientRun _run;
    private readonly WalkRules _rules;
    private readonly Dictionary<int, List<Candidate>> _candidates = [];
    private readonly List<CertificateFacts> _path = [];
    private readonly Stack<Frame> _frames = new();
    private string? _firstFault;
    private int _work;
    private int _rounds;
    private bool _hasServed;
    private bool _fetchesAll;

    /// <summary>A walk that has not begun.</summary>
    public PathWalk(ClientRun run)
    {
        (_run, _rules) = (run, run.Profile.Walk);
        _hasServed = !_rules.CacheFirst;
    }

    /// <summary>Walks to the first chain that passes, or the end of the candidates or of the budget.</summary>
    public Outcome Walk()
    {
        if (TargetAsAnchor() is { } direct) return direct;
        if (_run.Profile.Judge.When == JudgeTime.While && _run.Judge.Leaf(_run.Leaf) is { } fault)
            return Fail(_run.Leaf, fault);
        Enter(_run.Leaf, isInStore: false);
        while (_frames.TryPeek(out var frame))
        {
            if (_rounds++ > MostRounds) return Outcome.Rejected("it does not come to an end in reasonable time");
            if (IsSpent(WorkUnit.Rounds)) return Spent();
            var step = NextCandidate(frame, out var candidate) ? Try(frame, candidate) : DeadEnd(frame);
            if (step is not null) return step;
        }
        if (_rules.Fetch == FetchRule.WhenNoneIsLocal && !_fetchesAll)
        {
            _fetchesAll = true;
            _candidates.Clear();
            _run.Trace.Add(TraceAction.Note, null, "all again, with what caIssuers locations give");
            return Walk();
        }
        return Outcome.Rejected(_firstFault ?? "no issuer leads to a trusted root");
    }

    // Null goes on; an outcome ends the walk.
    private Outcome? Try(Frame frame, Candidate candidate)
    {
        var certificate = candidate.Certificate;
        if (_rules.SelfSignedEnds && certificate.Id == frame.Certificate.Id) return TryAnchor(candidate);
        if (IsRepeated(candidate))
        {
            _run.Trace.Add(TraceAction.Skip, certificate, "is in the chain already");
            return null;
        }
        if (IsSpent(WorkUnit.Signatures) || IsSpent(WorkUnit.Certificates)) return Spent();
        if (candidate.IsAnchor) return TryAnchor(candidate);
        if (_rules.MostIntermediates is { } most && _path.Count > most)
        {
            Note(certificate, $"more than {most} intermediates");
            return _rules.Tries == Tries.Best ? Outcome.Rejected(_firstFault!) : null;
        }
        if (_run.Profile.Judge.When == JudgeTime.While && Fault(certificate, Part.Intermediate) is { } fault)
        {
            Note(certificate, fault);
            return null;
        }
        _run.Trace.Add(TraceAction.Take, certificate, $"from {Place(candidate.Source)}");
        Enter(certificate, frame.IsInStore || candidate.Source == Source.Store);
        return null;
    }

    private Outcome? TryAnchor(Candidate candidate)
    {
        if (!_rules.SelfSignedEnds || _path[^1].Id != candidate.Certificate.Id) _path.Add(candidate.Certificate);
        _run.Trace.Add(TraceAction.Anchor, candidate.Certificate, "trusted: the chain is complete");
        var fault = _run.Judge.Whole(_path);
        if (fault is null) return Outcome.Accepted(_rules.ReportsToTop ? ToTop() : _path);
        _run.Trace.Add(TraceAction.Fault, candidate.Certificate, fault);
        _firstFault ??= fault;
        _path.RemoveAt(_path.Count - 1);
        return _rules.Tries == Tries.Best ? Outcome.Rejected(fault) : null;
    }

    private Outcome? DeadEnd(Frame frame)
    {
        if (IsSpent(WorkUnit.Questions)) return Spent();
        if (_rules.Tries == Tries.Best) return AfterDeadEnd();
        _frames.Pop();
        if (!frame.WasOfUse) _firstFault ??= $"no issuer of '{frame.Certificate}' is known";
        if (_frames.Count > 0) _run.Trace.Add(TraceAction.Back, frame.Certificate, "nothing above it leads on");
        _path.RemoveAt(_path.Count - 1);
        return null;
    }

    // What a client that takes the best candidate for good still does when its chain ends nowhere.
    private Outcome? AfterDeadEnd()
    {
        var top = _path[^1];
        _run.Trace.Add(TraceAction.Back, top, "no issuer of it is known");
        if (_rules.AnchorsBelow && TakeAnchorBelow() is { } anchor) return TryOrEnter(anchor);
        if (_run.Profile.Anchor.Target == TargetAnchor.LastResort && _run.Finder.Store.Contains(_run.Leaf))
        {
            _run.Trace.Add(TraceAction.Anchor, _run.Leaf, "is in the store itself");
            return _run.Judge.Whole(_path, hasAnchor: false) is { } fault
                ? Fail(_run.Leaf, fault)
                : Outcome.Accepted(_path);
        }
        if (!_hasServed && !top.IsSelfSigned)
        {
            _hasServed = true;
            if (Restart(_run.Surroundings.Served.Skip(1), "what the server sent is added; all is built anew")) return null;
        }
        if (_rules.Fetch == FetchRule.ForTop && FetchFor(top)) return null;
        return Outcome.Rejected(top.IsSelfSigned
            ? $"the chain ends at '{top}', which is self-signed and not trusted"
            : $"no issuer of '{top}' is known");
    }

    private Outcome? TryOrEnter(Candidate candidate)
    {
        if (candidate.IsAnchor) return TryAnchor(candidate);
        _run.Trace.Add(TraceAction.Take, candidate.Certificate, "from the store");
        Enter(candidate.Certificate, isInStore: true);
        return null;
    }

    // OpenSSL's alternate chains: build_chain in crypto/x509/x509_vfy.c, S_DOALTERNATE.
    private Candidate? TakeAnchorBelow()
    {
        var untrusted = _frames.Count(frame => !frame.IsInStore);
        for (var height = untrusted - 1; height >= 1; height--)
        {
            var below = _path[height - 1];
            var found = _run.Finder.Find(below, [Source.Store], _path.GetRange(0, height));
            if (found.Count == 0) continue;
            _run.Trace.Add(TraceAction.Note, below, "an issuer in the store replaces what is above it");
            while (_path.Count > height)
            {
                _path.RemoveAt(_path.Count - 1);
                _frames.Pop();
            }
            return found[0];
        }
        return null;
    }

    private bool FetchFor(CertificateFacts top)
    {
        var found = top.Locations.SelectMany(location => _run.Surroundings.Fetch(location).AsEnumerable())
            .Where(certificate => !_run.Finder.Served.Contains(certificate)).ToList();
        if (top.IsSelfSigned) return false;
        foreach (var certificate in found) _run.Trace.Add(TraceAction.Fetch, certificate, $"for '{top}'");
        return Restart(found, "all is built anew");
    }

    private bool Restart(IEnumerable<CertificateFacts> more, string why)
    {
        var certificates = more.ToList();
        if (certificates.Count == 0) return false;
        _run.Trace.Add(TraceAction.Note, null, why);
        _run.Finder.AddServed(certificates);
        _path.Clear();
        _frames.Clear();
        _candidates.Clear();
        Enter(_run.Leaf, isInStore: false);
        return true;
    }

    private bool NextCandidate(Frame frame, out Candidate candidate)
    {
        if (frame.Candidates is null)
        {
            frame.Candidates = CandidatesFor(frame);
            _run.Trace.Add(TraceAction.Look, frame.Certificate, Describe(frame.Candidates));
        }
        if (frame.Next == frame.Candidates.Count && _rules.Fetch == FetchRule.AfterLocal && !frame.HasFetched)
        {
            frame.HasFetched = true;
            var more = _run.Finder.Fetch(frame.Certificate, _path)
                .Where(fetched => frame.Candidates.All(known => known.Certificate.Id != fetched.Certificate.Id)).ToList();
            foreach (var fetched in more) _run.Trace.Add(TraceAction.Fetch, fetched.Certificate, $"for '{frame.Certificate}'");
            frame.Candidates = [.. frame.Candidates, .. more];
        }
        candidate = default;
        if (frame.Next >= frame.Candidates.Count || (_rules.Tries == Tries.Best && frame.Next > 0)) return false;
        if (IsSpent(WorkUnit.Questions)) return false;
        candidate = frame.Candidates[frame.Next++];
        frame.WasOfUse = true;
        return true;
    }

    private List<Candidate> CandidatesFor(Frame frame)
    {
        var certificate = frame.Certificate;
        if (_rules.SelfSignedEnds && certificate.IsSelfSigned)
        {
            return _rules.Tries == Tries.Best && _path.Count > 1 && _run.Finder.Store.Contains(certificate)
                ? [new Candidate(certificate, Source.Store, IsAnchor: true)]
                : [];
        }
        if (_rules.Tries == Tries.All && _candidates.TryGetValue(certificate.Id, out var known)) return known;
        var found = new List<Candidate>();
        foreach (var group in _rules.Sources)
        {
            if (frame.IsInStore && _rules.StaysInStore && !group.Contains(Source.Store)) continue;
            var some = _run.Finder.Find(certificate, group, _path);
            if (_rules.Tries == Tries.Best) some.RemoveAll(IsRepeated);
            found.AddRange(some);
            if (_rules.Tries == Tries.Best && found.Count > 0) break;
        }
        if (_rules.Fetch == FetchRule.WhenNoneIsLocal && (_fetchesAll || found.All(candidate => candidate.Source == Source.Store)))
            found = WithFetched(certificate, found);
        if (_rules.AnchorSettles && found.Any(candidate => candidate.IsAnchor && _run.Surroundings.IsSigned(certificate, candidate.Certificate)))
            found.RemoveAll(candidate => !candidate.IsAnchor);
        if (_rules.Tries == Tries.All) _candidates[certificate.Id] = found;
        return found;
    }

    private List<Candidate> WithFetched(CertificateFacts certificate, List<Candidate> found)
    {
        var fetched = _run.Finder.Fetch(certificate, _path)
            .Where(more => found.All(known => known.Certificate.Id != more.Certificate.Id)).ToList();
        foreach (var more in fetched) _run.Trace.Add(TraceAction.Fetch, more.Certificate, $"for '{certificate}'");
        return _run.Finder.Sort(certificate, [.. found, .. fetched]);
    }

    private Outcome? TargetAsAnchor()
    {
        var rule = _run.Profile.Anchor.Target;
        var isAnchor = rule is TargetAnchor.InStore || (rule == TargetAnchor.SelfIssuedInStore && _run.Leaf.IsSelfIssued);
        if (!isAnchor || !_run.Finder.Store.Contains(_run.Leaf)) return null;
        _run.Trace.Add(TraceAction.Anchor, _run.Leaf, "the leaf itself is trusted");
        var fault = _run.Judge.Leaf(_run.Leaf, hasIssuer: rule != TargetAnchor.SelfIssuedInStore);
        return fault is null ? Outcome.Accepted([_run.Leaf]) : Fail(_run.Leaf, fault);
    }

    // CERT_GetCertChainFromCert goes on past the anchor, as far as issuers are known.
    private List<CertificateFacts> ToTop()
    {
        var chain = _path.ToList();
        while (!chain[^1].IsSelfIssued)
        {
            var found = _run.Finder.Find(chain[^1], _rules.Sources[0], chain);
            if (found.Count == 0 || chain.Contains(found[0].Certificate)) break;
            chain.Add(found[0].Certificate);
        }
        return chain;
    }

    private bool IsRepeated(Candidate candidate)
    {
        if (candidate.IsAnchor && _rules.AnchorMayRepeat) return false;
        foreach (var other in _path)
        {
            var isSame = _rules.Repeat switch
            {
                Repeat.Certificate => other.Id == candidate.Certificate.Id,
                Repeat.Identity => other.IsSameIdentity(candidate.Certificate),
                Repeat.IdentityWithNames => other.IsSameIdentity(candidate.Certificate)
                    && other.AlternativeNames == candidate.Certificate.AlternativeNames,
                _ => false,
            };
            if (isSame) return true;
        }
        return false;
    }

    private string? Fault(CertificateFacts certificate, Part part)
    {
        _path.Add(certificate);
        var fault = _run.Judge.Issuer(_path, _path.Count - 1, part);
        _path.RemoveAt(_path.Count - 1);
        return fault;
    }

    private void Enter(CertificateFacts certificate, bool isInStore)
    {
        _path.Add(certificate);
        _frames.Push(new Frame(certificate, isInStore));
    }

    private bool IsSpent(WorkUnit unit) => _rules.Budget == unit && ++_work > _rules.Most;

    private Outcome Spent() => Outcome.Rejected($"its budget of {_rules.Most} {_rules.Budget!.Value.ToString().ToLowerInvariant()} is used up");

    private Outcome Fail(CertificateFacts certificate, string fault)
    {
        _run.Trace.Add(TraceAction.Fault, certificate, fault);
        return Outcome.Rejected(fault);
    }

    private void Note(CertificateFacts certificate, string fault)
    {
        _run.Trace.Add(TraceAction.Fault, certificate, fault);
        _firstFault ??= fault;
    }

    private static string Describe(List<Candidate> candidates) => candidates.Count == 0
        ? "no issuer is known"
        : "issuers: " + string.Join(", ", candidates.Take(8).Select(candidate =>
            $"{candidate.Certificate} [{candidate.Certificate.Certificate.Fingerprint.Short}] from {Place(candidate.Source)}"))
            + (candidates.Count > 8 ? $" and {candidates.Count - 8} more" : "");

    private static string Place(Source source) => source switch
    {
        Source.Store => "the store",
        Source.Cached => "the cache",
        _ => "the server",
    };

    private sealed class Frame(CertificateFacts certificate, bool isInStore)
    {
        public CertificateFacts Certificate => certificate;

        public bool IsInStore => isInStore;

        public List<Candidate>? Candidates { get; set; }

        public int Next { get; set; }

        public bool HasFetched { get; set; }

        public bool WasOfUse { get; set; }
    }
}
