namespace Crosspath.Clients.Simulation;

/// <summary>
/// A list in issuer order is the chain: it is cut at the first certificate whose name and key a root has, or its last
/// issuer is a root; and then it is only judged. Any other list is left to a walk. (Java: engineValidate in
/// sun/security/validator/PKIXValidator.java.)
/// </summary>
internal static class IssuerOrder
{
    /// <summary>Reads the list; null when a walk is to do it.</summary>
    public static Outcome? Read(ClientRun run)
    {
        var served = run.Surroundings.Served;
        if (run.Finder.Store.IsRoot(run.Leaf))
            return run.Judge.Leaf(run.Leaf) is { } fault ? Reject(run, fault) : Outcome.Accepted([run.Leaf]);
        for (var i = 1; i < served.Length; i++)
        {
            if (served[i].Subject != served[i - 1].Issuer) return Walk(run, served[i]);
            if (!RootsNamed(run, served[i].Subject).Any(served[i].IsSameIdentity)) continue;
            run.Trace.Add(TraceAction.Note, served[i], "a root has this name and key: the list is cut here");
            return Validate(run, [.. served.Take(i)]);
        }
        return RootsNamed(run, served[^1].Issuer).Any()
            ? Validate(run, [.. served])
            : Walk(run, served[^1]);
    }

    private static Outcome? Walk(ClientRun run, CertificateFacts certificate)
    {
        run.Trace.Add(TraceAction.Note, certificate, "the list does not lead to a root in its order: a path is built");
        return null;
    }

    private static Outcome Validate(ClientRun run, List<CertificateFacts> chain)
    {
        var roots = RootsNamed(run, chain[^1].Issuer).Where(root =>
            KeyIdentifiers.Compare(chain[^1], root) != KeyIdentifierMatch.Different);
        if (run.Profile.Anchor.LastOfSeveral) roots = roots.Reverse();
        string? reason = null;
        foreach (var root in roots)
        {
            var fault = run.Judge.List(chain, root);
            var action = fault is null ? TraceAction.Anchor : TraceAction.Fault;
            run.Trace.Add(action, root, fault ?? "issued the last of the list");
            if (fault is null) return Outcome.Accepted(chain.Append(root));
            reason ??= fault;
        }
        return Reject(run, reason ?? $"no root has the key identifier that '{chain[^1]}' names");
    }

    private static IEnumerable<CertificateFacts> RootsNamed(ClientRun run, int name) =>
        run.Finder.Store.RootsNamed(name, NameComparison.Normalized);

    private static Outcome Reject(ClientRun run, string reason)
    {
        run.Trace.Add(TraceAction.Note, null, reason);
        return Outcome.Rejected(reason);
    }
}
