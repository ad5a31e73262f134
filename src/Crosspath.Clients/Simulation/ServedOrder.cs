namespace Crosspath.Clients.Simulation;

/// <summary>
/// Takes the served list for the chain, as it stands. Each certificate is judged as it comes, and the chain ends with
/// the first that an anchor signed; what follows is never looked at (BearSSL, src/x509/x509_minimal.t0).
/// </summary>
internal static class ServedOrder
{
    /// <summary>Reads the list.</summary>
    public static Outcome Read(ClientRun run)
    {
        var path = new List<CertificateFacts>();
        foreach (var certificate in run.Surroundings.Served)
        {
            if (path.Count > 0 && !run.Finder.Matches(path[^1], certificate, Source.Served))
                return Reject(run, certificate, $"'{certificate}' is not the issuer of '{path[^1]}'");
            path.Add(certificate);
            var fault = path.Count == 1
                ? run.Judge.Leaf(certificate)
                : run.Judge.Issuer(path, path.Count - 1, Part.Intermediate);
            if (fault is not null) return Reject(run, certificate, fault);
            run.Trace.Add(TraceAction.Take, certificate, "next in the served list");
            if (path.Count == 1 && IsTrustedDirectly(run)) return Outcome.Accepted(path);
            if (AnchorFor(run, path) is not { } anchor) continue;
            run.Trace.Add(TraceAction.Anchor, anchor, "signed it: what follows in the list is not looked at");
            return Outcome.Accepted(path.Append(anchor));
        }
        return Reject(run, path[^1], $"no trusted root signed '{path[^1]}', and the list ends");
    }

    private static CertificateFacts? AnchorFor(ClientRun run, List<CertificateFacts> path) =>
        run.Finder.Store.NamedAsIssuerOf(path[^1]).FirstOrDefault(root =>
            run.Finder.Matches(path[^1], root, Source.Store)
            && run.Judge.Issuer([.. path, root], path.Count, Part.Anchor) is null);

    // A key that the store has under the leaf's name, and not as a CA's, is trusted for the leaf itself.
    private static bool IsTrustedDirectly(ClientRun run) =>
        run.Profile.Anchor.Target == TargetAnchor.InStore
        && run.Finder.Store.RootsNamed(run.Leaf.SubjectBytes, NameComparison.Octets)
            .Any(root => root.Certificate.IsCa != true && root.Key == run.Leaf.Key);

    private static Outcome Reject(ClientRun run, CertificateFacts certificate, string reason)
    {
        run.Trace.Add(TraceAction.Fault, certificate, reason);
        return Outcome.Rejected(reason);
    }
}
