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
    private readonly WalkCandidates _candidates;
    private readonly List<CertificateFacts> _path = [];
    private readonly Stack<WalkFrame> _frames = new();
    private string? _firstFault;
    private int _work;
    private int _rounds;
    private bool _hasServed;

    /// <summary>A walk that has not begun.</summary>
    public PathWalk(ClientRun run)
    {
        (_run, _rules) = (run, run.Profile.Walk);
        _candidates = new WalkCandidates(run, IsRepeated);
        _hasServed = !_rules.CacheFirst;
    }

    /// <summary>Walks to the first chain that passes, or the end of the candidates or of the budget.</summary>
    public Outcome Walk()
    {
        if (TargetAsAnchor() is { } direct) return direct;
        if (_run.Profile.Judge.When == JudgeTime.While && _run.Judge.Leaf(_run.Leaf) is { } fault)
            return Fail(_run.Leaf, fault);
        Enter(_run.Leaf, isInStore: false);
        while (true)
        {
            while (_frames.TryPeek(out var frame))
            {
                if (_rounds++ > MostRounds) return Outcome.Rejected("it does not come to an end in reasonable time");
                if (IsSpent(WorkUnit.Rounds)) return Spent();
                if (Step(frame) is { } outcome) return outcome;
            }
            if (_rules.Fetch != FetchRule.WhenNoneIsLocal || _candidates.FetchesAll) break;
            _candidates.FetchAll();
            _run.Trace.Add(TraceAction.Note, null, "all again, with what caIssuers locations give");
            Enter(_run.Leaf, isInStore: false);
        }
        return Outcome.Rejected(_firstFault ?? "no issuer leads to a trusted root");
    }

    // Null goes on; an outcome ends the walk. So it is with all that follows.
    private Outcome? Step(WalkFrame frame) =>
        NextCandidate(frame, out var candidate) ? Try(frame, candidate) : DeadEnd(frame);

    private bool NextCandidate(WalkFrame frame, out Candidate candidate)
    {
        if (frame.Candidates is null)
        {
            frame.Candidates = _candidates.For(frame, _path);
            _run.Trace.Add(TraceAction.Look, frame.Certificate, CandidateText.Of(frame.Candidates));
        }
        if (frame.Next == frame.Candidates.Count && _rules.Fetch == FetchRule.AfterLocal && !frame.HasFetched)
        {
            frame.HasFetched = true;
            frame.Candidates =
                [.. frame.Candidates, .. _candidates.Fetched(frame.Certificate, frame.Candidates, _path)];
        }
        candidate = default;
        if (frame.Next >= frame.Candidates.Count || (_rules.Tries == Tries.Best && frame.Next > 0)) return false;
        if (IsSpent(WorkUnit.Questions)) return false;
        candidate = frame.Candidates[frame.Next++];
        return true;
    }

    private Outcome? Try(WalkFrame frame, Candidate candidate)
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
        _run.Trace.Add(TraceAction.Take, certificate, $"from {CandidateText.Place(candidate.Source)}");
        Enter(certificate, frame.IsInStore || candidate.Source == Source.Store);
        return null;
    }

    private Outcome? TryAnchor(Candidate candidate)
    {
        // The served copy of a self-signed root is the root.
        if (!_rules.SelfSignedEnds || _path[^1].Id != candidate.Certificate.Id) _path.Add(candidate.Certificate);
        _run.Trace.Add(TraceAction.Anchor, candidate.Certificate, "trusted: the chain is complete");
        var fault = _run.Judge.Whole(_path);
        if (fault is null) return Outcome.Accepted(_rules.ReportsToTop ? ToTop() : _path);
        Note(candidate.Certificate, fault);
        _path.RemoveAt(_path.Count - 1);
        return _rules.Tries == Tries.Best ? Outcome.Rejected(fault) : null;
    }

    private Outcome? DeadEnd(WalkFrame frame)
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
        if (!top.IsSelfSigned && (AddServed() || FetchFor(top))) return null;
        return Outcome.Rejected(top.IsSelfSigned
            ? $"the chain ends at '{top}', which is self-signed and not trusted"
            : $"no issuer of '{top}' is known");
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

    private Outcome? TryOrEnter(Candidate candidate)
    {
        if (candidate.IsAnchor) return TryAnchor(candidate);
        _run.Trace.Add(TraceAction.Take, candidate.Certificate, "from the store");
        Enter(candidate.Certificate, isInStore: true);
        return null;
    }

    private bool AddServed()
    {
        if (_hasServed) return false;
        _hasServed = true;
        return Restart([.. _run.Surroundings.Served.Skip(1)], "what the server sent is added; all is built anew");
    }

    private bool FetchFor(CertificateFacts top)
    {
        if (_rules.Fetch != FetchRule.ForTop) return false;
        var found = top.Locations.SelectMany(location => _run.Surroundings.Fetch(location).AsEnumerable())
            .Where(certificate => !_run.Finder.Served.Contains(certificate)).ToList();
        foreach (var certificate in found) _run.Trace.Add(TraceAction.Fetch, certificate, $"for '{top}'");
        return Restart(found, "all is built anew");
    }

    private bool Restart(List<CertificateFacts> more, string why)
    {
        if (more.Count == 0) return false;
        _run.Trace.Add(TraceAction.Note, null, why);
        _run.Finder.AddServed(more);
        _path.Clear();
        _frames.Clear();
        _candidates.Clear();
        Enter(_run.Leaf, isInStore: false);
        return true;
    }

    private Outcome? TargetAsAnchor()
    {
        var rule = _run.Profile.Anchor.Target;
        var isAnchor = rule == TargetAnchor.InStore
            || (rule == TargetAnchor.SelfIssuedInStore && _run.Leaf.IsSelfIssued);
        if (!isAnchor || !_run.Finder.Store.Contains(_run.Leaf)) return null;
        _run.Trace.Add(TraceAction.Anchor, _run.Leaf, "the leaf itself is trusted");
        var fault = _run.Judge.Leaf(_run.Leaf, hasIssuer: rule != TargetAnchor.SelfIssuedInStore);
        return fault is null ? Outcome.Accepted([_run.Leaf]) : Fail(_run.Leaf, fault);
    }

    // CERT_GetCertChainFromCert goes on past the anchor, as far as issuers are known.
    private List<CertificateFacts> ToTop()
    {
        var chain = _path.ToList();
        while (!chain[^1].IsSelfIssued && chain.Count <= _rules.MostIntermediates)
        {
            var found = _run.Finder.Find(chain[^1], _rules.Sources[0], chain);
            if (found.Count == 0 || chain.Contains(found[0].Certificate)) break;
            chain.Add(found[0].Certificate);
        }
        if (chain.Count > _rules.MostIntermediates + 1) chain.RemoveAt(chain.Count - 1);
        return chain;
    }

    private bool IsRepeated(Candidate candidate)
    {
        if (candidate.IsAnchor && _rules.AnchorMayRepeat) return false;
        var certificate = candidate.Certificate;
        return _rules.Repeat switch
        {
            Repeat.Certificate => _path.Exists(other => other.Id == certificate.Id),
            Repeat.Identity => _path.Exists(certificate.IsSameIdentity),
            Repeat.IdentityWithNames => _path.Exists(other =>
                other.IsSameIdentity(certificate) && other.AlternativeNames == certificate.AlternativeNames),
            _ => false,
        };
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
        _frames.Push(new WalkFrame(certificate, isInStore));
    }

    private bool IsSpent(WorkUnit unit) => _rules.Budget == unit && ++_work > _rules.Most;

    private Outcome Spent()
    {
        var unit = _rules.Budget!.Value.ToString().ToLowerInvariant();
        return Outcome.Rejected($"its budget of {_rules.Most} {unit} is used up");
    }

    private Outcome Fail(CertificateFacts certificate, string fault)
    {
        Note(certificate, fault);
        return Outcome.Rejected(fault);
    }

    private void Note(CertificateFacts certificate, string fault)
    {
        _run.Trace.Add(TraceAction.Fault, certificate, fault);
        _firstFault ??= fault;
    }
}
