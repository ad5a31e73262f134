using System.Collections;
using Crosspath.Paths.Search;
using Crosspath.Paths.Validation;

namespace Crosspath.Paths;

/// <summary>
/// The paths of one query, found while they are read: valid ones first, in each part nearer anchors first, always in
/// the same order. Reading stops at the query's budget; <see cref="Exhausted"/> then says which.
/// </summary>
public sealed class PathListing : IEnumerable<JudgedPath>
{
    private readonly TrustPaths _paths;
    private readonly PathValidator _validator;
    private readonly CancellationToken _cancellation;

    internal PathListing(
        TrustPaths paths, PathQuery query, PathValidator validator, CancellationToken cancellation = default)
    {
        (_paths, Query, _validator, _cancellation) = (paths, query, validator, cancellation);
    }

    /// <summary>What was asked.</summary>
    public PathQuery Query { get; }

    /// <summary>The budget that cut the listing short; null when it did not, or is not known yet.</summary>
    public string? Exhausted { get; private set; }

    /// <inheritdoc/>
    public IEnumerator<JudgedPath> GetEnumerator()
    {
        Exhausted = null;
        var listed = 0;
        foreach (var path in Judge(wantValid: true).Concat(Judge(wantValid: false)))
        {
            if (listed++ == Query.Budget.MaxPaths)
            {
                Exhausted = $"{Query.Budget.MaxPaths} paths are listed";
                yield break;
            }
            yield return path;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Two passes over the same walks, since a path's verdict is known only at its end. The first passes by every
    // certificate that can be on no valid path, so it comes to the valid ones straight.
    private IEnumerable<JudgedPath> Judge(bool wantValid)
    {
        if (wantValid && !_validator.MayStand(Query.Target, CertificateRole.Target)) yield break;
        var graph = _paths.Graph;
        var walker = new PathWalker(graph, _paths.AnchorSet);
        walker.Start(
            graph.IndexOf(Query.Target),
            Query.Budget.MaxDepth ?? int.MaxValue,
            Query.Budget.MaxSteps,
            wantValid ? edge => _validator.MayStand(graph.Certificates[edge], CertificateRole.Intermediate) : null);
        while (walker.MoveNext())
        {
            _cancellation.ThrowIfCancellationRequested();
            var path = walker.ToPath();
            var isTargetItself = path.Certificates.Length == 1;
            if (wantValid && !isTargetItself && !_validator.MayStandAsAnchor(path.Anchor)) continue;
            var judged = _validator.Judge(path);
            if (judged.IsValid == wantValid) yield return judged;
        }
        if (walker.RanOut) Exhausted = $"{Query.Budget.MaxSteps} search steps";
    }
}
