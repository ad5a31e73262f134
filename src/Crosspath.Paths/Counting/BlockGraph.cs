namespace Crosspath.Paths.Counting;

/// <summary>One block of a component with the edges inside it; its nodes are numbered anew.</summary>
internal sealed class BlockGraph
{
    /// <summary>A block.</summary>
    /// <param name="nodes">Its nodes, by the component's numbers, in order.</param>
    /// <param name="edges">Its edges, likewise.</param>
    /// <param name="isTarget">Whether paths to a node are asked for.</param>
    public BlockGraph(int[] nodes, List<(int From, int Edge, int To)> edges, Predicate<int> isTarget)
    {
        Nodes = nodes;
        var edgesOf = new List<(int Edge, int To)>[nodes.Length];
        for (var node = 0; node < nodes.Length; node++) edgesOf[node] = [];
        foreach (var (from, edge, to) in edges) edgesOf[IndexOf(from)].Add((edge, IndexOf(to)));
        Out = [.. edgesOf.Select(list => list.ToArray())];
        IsTarget = [.. nodes.Select(node => isTarget(node))];
    }

    /// <summary>The component's numbers of the nodes.</summary>
    public int[] Nodes { get; }

    /// <summary>The edges out of each node, with the nodes they lead to.</summary>
    public (int Edge, int To)[][] Out { get; }

    /// <summary>Whether paths to a node are asked for. They may go on through it to another.</summary>
    public bool[] IsTarget { get; }

    /// <summary>The block's number of a node of the component.</summary>
    public int IndexOf(int node) => Array.BinarySearch(Nodes, node);
}
