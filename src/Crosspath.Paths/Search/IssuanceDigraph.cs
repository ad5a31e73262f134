using Crosspath.Paths.Counting;

namespace Crosspath.Paths.Search;

/// <summary>A trust graph as the bare digraph that is counted on: nodes are identities, edges the certificates that one
/// identity issued to another.</summary>
internal sealed class IssuanceDigraph
{
    private readonly int[] _seenIn;
    private readonly Queue<int> _queue = new();
    private int _round;

    public IssuanceDigraph(TrustGraph graph)
    {
        Certificates = [.. Enumerable.Range(0, graph.Certificates.Length)
            .Where(certificate => graph.IssuerOf(certificate) is var issuer and >= 0
                && issuer != graph.SubjectOf(certificate))];
        Digraph = new Digraph(
            graph.Identities.Length,
            [.. Certificates.Select(graph.IssuerOf)],
            [.. Certificates.Select(graph.SubjectOf)]);
        _seenIn = new int[graph.Identities.Length];
    }

    /// <summary>By edge, the graph's index of the certificate that it is.</summary>
    public int[] Certificates { get; }

    public Digraph Digraph { get; }

    /// <summary>The identities from which one can be reached, itself included, in order.</summary>
    public List<int> Above(int identity)
    {
        var found = new List<int>();
        _round++;
        _seenIn[identity] = _round;
        _queue.Enqueue(identity);
        while (_queue.TryDequeue(out var next))
        {
            found.Add(next);
            foreach (var edge in Digraph.In(next))
            {
                var issuer = Digraph.From[edge];
                if (_seenIn[issuer] == _round) continue;
                _seenIn[issuer] = _round;
                _queue.Enqueue(issuer);
            }
        }
        found.Sort();
        return found;
    }
}
