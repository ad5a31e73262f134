namespace Crosspath.Paths.Counting;

/// <summary>The nodes of a graph that lie between some entries and a goal, numbered anew, with the edges among
/// them.</summary>
internal sealed class Subgraph
{
    private readonly Dictionary<int, int> _indexes;
    private readonly (int Edge, int To)[][] _out;

    private Subgraph(Digraph graph, List<int> nodes)
    {
        _indexes = new Dictionary<int, int>(nodes.Count);
        foreach (var node in nodes) _indexes.Add(node, _indexes.Count);
        _out = new (int, int)[nodes.Count][];
        var edges = new List<(int, int)>();
        for (var i = 0; i < nodes.Count; i++)
        {
            edges.Clear();
            foreach (var edge in graph.Out(nodes[i]))
            {
                if (_indexes.TryGetValue(graph.To[edge], out var to) && to != i) edges.Add((edge, to));
            }
            _out[i] = [.. edges];
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _out.Length;

    /// <summary>The new number of a node; -1 when it takes no part.</summary>
    public int IndexOf(int node) => _indexes.GetValueOrDefault(node, -1);

    /// <summary>The edges out of a node, by their old numbers, with the new numbers of the nodes they lead to.</summary>
    public (int Edge, int To)[] Out(int node) => _out[node];

    /// <summary>Finds them: backwards from the goal, then forwards from the entries.</summary>
    public static Subgraph Between(Digraph graph, IReadOnlyList<Entry> entries, int goal)
    {
        var backward = new HashSet<int> { goal };
        var queue = new Queue<int>(backward);
        while (queue.TryDequeue(out var node))
        {
            foreach (var edge in graph.In(node))
            {
                if (backward.Add(graph.From[edge])) queue.Enqueue(graph.From[edge]);
            }
        }
        var both = new HashSet<int>();
        foreach (var entry in entries)
        {
            if (backward.Contains(entry.Node) && both.Add(entry.Node)) queue.Enqueue(entry.Node);
        }
        while (queue.TryDequeue(out var node))
        {
            foreach (var edge in graph.Out(node))
            {
                if (backward.Contains(graph.To[edge]) && both.Add(graph.To[edge])) queue.Enqueue(graph.To[edge]);
            }
        }
        return new Subgraph(graph, [.. both.Order()]);
    }
}
