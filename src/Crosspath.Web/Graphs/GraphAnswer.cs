using Crosspath.Paths;
using Crosspath.Web.Worlds;
using Crosspath.X509;

namespace Crosspath.Web.Graphs;

/// <summary>A part of a graph: identities, nearest to the focus first, and the certificates between them.</summary>
internal sealed class GraphAnswer
{
    // Reissued certificates are parallel edges, some of them in hundreds.
    private const int EdgesPerNode = 10;

    private readonly World _world;
    private readonly GraphQuestion _question;
    private readonly HashSet<int> _inside = [];
    private readonly List<Identity> _nodes = [];

    private GraphAnswer(World world, GraphQuestion question) => (_world, _question) = (world, question);

    /// <summary>The part that was asked for.</summary>
    public GraphQuestion Question => _question;

    /// <summary>The world it is of.</summary>
    public World World => _world;

    /// <summary>In the order in which they are found.</summary>
    public IReadOnlyList<Identity> Nodes => _nodes;

    /// <summary>The certificates between them, and those whose issuer nobody knows.</summary>
    public IReadOnlyList<Certificate> Edges { get; private set; } = [];

    /// <summary>Whether a limit, other than the depth, ended it.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Collects it.</summary>
    public static GraphAnswer Of(World world, GraphQuestion question, CancellationToken cancellation)
    {
        var answer = new GraphAnswer(world, question);
        if (question.Focus is { } focus) answer.Walk(focus, cancellation);
        else answer.TakeAll(cancellation);
        answer.TakeEdges();
        return answer;
    }

    /// <summary>Whether an identity is in it.</summary>
    public bool Has(Identity identity) => _inside.Contains(identity.Index);

    private void Walk(Identity focus, CancellationToken cancellation)
    {
        var open = new Queue<(Identity Identity, int Depth)>();
        Take(focus);
        open.Enqueue((focus, 0));
        while (open.TryDequeue(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (next.Depth >= _question.Depth) continue;
            foreach (var neighbour in NeighboursOf(next.Identity))
            {
                if (_inside.Contains(neighbour.Index)) continue;
                if (!Take(neighbour)) return;
                open.Enqueue((neighbour, next.Depth + 1));
            }
        }
    }

    // Issuers first: of a CA with thousands of leaves they are what is looked for.
    private IEnumerable<Identity> NeighboursOf(Identity identity)
    {
        var issuers = _question.GoesUp ? _world.Shape.IssuersOf(identity) : [];
        return _question.GoesDown
            ? issuers.Concat(_world.Shape.SubjectsOf(identity).OrderByDescending(subject => _world.Shape.IssuedBy(subject).Count > 0))
            : issuers;
    }

    // What a picture of everything would be for: cross-signed CAs, then CAs, then the others.
    private void TakeAll(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var shape = _world.Shape;
        foreach (var identity in _world.Graph.Identities
            .OrderByDescending(identity => shape.IsCrossSigned(identity))
            .ThenByDescending(identity => shape.IssuedBy(identity).Count > 0))
        {
            if (!Take(identity)) return;
        }
    }

    private bool Take(Identity identity)
    {
        if (_nodes.Count >= _question.Limit)
        {
            IsTruncated = true;
            return false;
        }
        if (_inside.Add(identity.Index)) _nodes.Add(identity);
        return true;
    }

    private void TakeEdges()
    {
        var graph = _world.Graph;
        var edges = new List<Certificate>();
        foreach (var certificate in _nodes.SelectMany(graph.CertificatesOf))
        {
            if (graph.IssuerOf(certificate).Issuer is { } issuer && !Has(issuer)) continue;
            if (edges.Count >= EdgesPerNode * _question.Limit)
            {
                IsTruncated = true;
                break;
            }
            edges.Add(certificate);
        }
        Edges = edges;
    }
}
