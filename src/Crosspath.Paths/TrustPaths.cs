using System.Collections.Immutable;
using Crosspath.Paths.Search;
using Crosspath.Paths.Validation;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>
/// Answers questions about trust paths in one graph under one set of anchors. What the anchors imply is worked out
/// once, so ask many questions of one instance. Not for use by several threads at once.
/// </summary>
public sealed class TrustPaths
{
    private readonly AnchorSet _anchors;
    private readonly DistrustSet _distrusts;
    private readonly Lazy<PathCounter> _counter;
    private (PathQuery Settings, PathValidator Validator)? _latest;

    /// <summary>Marks anchors on a graph.</summary>
    /// <param name="graph">The certificates at hand, those of the anchors among them.</param>
    /// <param name="anchors">Who is trusted.</param>
    /// <param name="distrusts">What is not to be trusted, whoever signed it; null for nothing.</param>
    /// <exception cref="ArgumentException">An anchor's certificate is not in the graph.</exception>
    public TrustPaths(TrustGraph graph, IEnumerable<TrustAnchor> anchors, IEnumerable<Distrust>? distrusts = null)
    {
        Graph = graph;
        Distrusts = [.. distrusts ?? []];
        _distrusts = new DistrustSet(Distrusts);
        _anchors = new AnchorSet(graph, anchors);
        _counter = new Lazy<PathCounter>(() => new PathCounter(graph, _anchors));
    }

    /// <summary>The graph that is asked.</summary>
    public TrustGraph Graph { get; }

    /// <summary>Who is trusted, each certificate once.</summary>
    public IReadOnlyList<TrustAnchor> Anchors => _anchors.All;

    /// <summary>What is not to be trusted, whoever signed it.</summary>
    public ImmutableArray<Distrust> Distrusts { get; }

    /// <summary>Every path of the query's target, valid ones first, found as they are asked for.</summary>
    /// <exception cref="ArgumentException">The target is not in the graph.</exception>
    public PathListing Find(PathQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        Graph.IndexOf(query.Target);
        return new PathListing(this, query, ValidatorFor(query), cancellation);
    }

    /// <summary>How many paths there are, without listing them.</summary>
    /// <exception cref="ArgumentException">The target is not in the graph.</exception>
    public PathCounts Count(PathQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _counter.Value.Count(query, ValidatorFor(query), cancellation);
    }

    /// <summary>Every path of a certificate, unjudged, best first: a fast walk over the bare graph.</summary>
    /// <param name="target">A certificate of the graph.</param>
    /// <param name="budget">What the walk may cost; its paths are not limited in number.</param>
    public IEnumerable<TrustPath> Walk(Certificate target, SearchBudget? budget = null) => WalkAll([target], budget);

    /// <summary>Every path of some certificates, one after the other. The budget is each one's.</summary>
    public IEnumerable<TrustPath> WalkAll(IEnumerable<Certificate> targets, SearchBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        budget ??= new SearchBudget();
        var walker = new PathWalker(Graph, _anchors);
        foreach (var target in targets)
        {
            walker.Start(Graph.IndexOf(target), budget.MaxDepth ?? int.MaxValue, budget.MaxSteps);
            while (walker.MoveNext()) yield return walker.ToPath();
        }
    }

    internal AnchorSet AnchorSet => _anchors;

    /// <summary>A validator for a query's settings; that of the latest query when they are the same, since it knows
    /// what it found of each certificate.</summary>
    internal PathValidator ValidatorFor(PathQuery query)
    {
        // What differs from target to target is no setting of the validator.
        var settings = query with { Target = Graph.Certificates[0], Budget = DefaultBudget };
        if (_latest is { } latest && latest.Settings == settings) return latest.Validator;
        var validator = new PathValidator(query, Graph, _distrusts, signer => IsTrusted(signer, query, []));
        _latest = (settings, validator);
        return validator;
    }

    // Whether somebody who signed a revocation list may be believed. That asks revocation lists again, which others may
    // have signed. Where the question comes back to a signer that is being asked about, the answer is yes: his list
    // does not say that he is revoked, or it would have been found there (PKITS 4.6.17: a CA with a new key signs the
    // list that covers its own new certificate).
    private bool IsTrusted(Certificate signer, PathQuery query, ImmutableHashSet<Fingerprint> asked)
    {
        if (asked.Contains(signer.Fingerprint)) return true;
        if (asked.Count >= MostNestedSigners) return false;
        var question = new PathQuery(signer, query.At)
        {
            Purpose = Purpose.Any,
            AnchorChecks = query.AnchorChecks,
            RevocationLists = query.RevocationLists,
            RequireRevocationLists = query.RequireRevocationLists,
            Budget = new SearchBudget { MaxPaths = 1, MaxSteps = 10_000 },
        };
        var more = asked.Add(signer.Fingerprint);
        var validator = new PathValidator(question, Graph, _distrusts, other => IsTrusted(other, question, more));
        return new PathListing(this, question, validator).FirstOrDefault() is { IsValid: true };
    }

    // A list signed by one whose list was signed by one …: deeper than any real hierarchy.
    private const int MostNestedSigners = 4;

    private static readonly SearchBudget DefaultBudget = new();
}
