namespace Crosspath.Paths.Counting;

/// <summary>A directed multigraph over nodes 0 … n-1, with the edges out of and into each node at hand.</summary>
internal sealed class Digraph
{
    private readonly int[] _out, _outStart, _in, _inStart;

    /// <summary>A graph whose edge e goes from <paramref name="from"/>[e] to <paramref name="to"/>[e].</summary>
    public Digraph(int nodes, int[] from, int[] to)
    {
        (Nodes, From, To) = (nodes, from, to);
        (_out, _outStart) = Group(nodes, from);
        (_in, _inStart) = Group(nodes, to);
    }

    public int Nodes { get; }

    public int[] From { get; }

    public int[] To { get; }

    /// <summary>The edges out of a node.</summary>
    public ReadOnlySpan<int> Out(int node) => _out.AsSpan(_outStart[node].._outStart[node + 1]);

    /// <summary>The edges into a node.</summary>
    public ReadOnlySpan<int> In(int node) => _in.AsSpan(_inStart[node].._inStart[node + 1]);

    // Counting sort by node: stable, so edges stay in order.
    private static (int[] Edges, int[] Start) Group(int nodes, int[] keys)
    {
        var start = new int[nodes + 1];
        foreach (var key in keys) start[key + 1]++;
        for (var node = 0; node < nodes; node++) start[node + 1] += start[node];
        var next = (int[])start.Clone();
        var edges = new int[keys.Length];
        for (var edge = 0; edge < keys.Length; edge++) edges[next[keys[edge]]++] = edge;
        return (edges, start);
    }
}
