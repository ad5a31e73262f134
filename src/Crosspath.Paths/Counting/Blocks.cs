namespace Crosspath.Paths.Counting;

/// <summary>
/// The blocks (biconnected components) of a graph's undirected shape, after Hopcroft and Tarjan (Algorithm 447, 1973),
/// with a stack of its own. Two blocks share at most one node; a node of several is a cut vertex.
/// </summary>
internal sealed class Blocks
{
    private readonly List<int[]> _blocks = [];
    private readonly List<int>[] _blocksOf;

    /// <summary>Finds the blocks among nodes that are all connected to each other.</summary>
    /// <param name="neighbours">For each node its neighbours in either direction, each once.</param>
    public Blocks(int[][] neighbours)
    {
        _blocksOf = new List<int>[neighbours.Length];
        for (var node = 0; node < neighbours.Length; node++) _blocksOf[node] = [];
        Find(neighbours);
    }

    /// <summary>The nodes of each block, in order.</summary>
    public IReadOnlyList<int[]> All => _blocks;

    /// <summary>The blocks that a node is in.</summary>
    public IReadOnlyList<int> Of(int node) => _blocksOf[node];

    /// <summary>Whether a node is in several.</summary>
    public bool IsCutVertex(int node) => _blocksOf[node].Count > 1;

    private void Find(int[][] neighbours)
    {
        var depth = new int[neighbours.Length]; // 0: not seen
        var low = new int[neighbours.Length];
        var calls = new Stack<(int Node, int Parent, int Next)>();
        var open = new Stack<int>();
        var counter = 0;
        calls.Push((0, -1, 0));
        while (calls.TryPop(out var call))
        {
            var (node, parent, next) = call;
            if (next == 0)
            {
                depth[node] = low[node] = ++counter;
                open.Push(node);
            }
            else
            {
                var child = neighbours[node][next - 1];
                low[node] = Math.Min(low[node], low[child]);
                if (low[child] >= depth[node]) Close(node, child, open);
            }
            while (next < neighbours[node].Length && depth[neighbours[node][next]] != 0)
            {
                if (neighbours[node][next] != parent) low[node] = Math.Min(low[node], depth[neighbours[node][next]]);
                next++;
            }
            if (next == neighbours[node].Length) continue;
            calls.Push((node, parent, next + 1));
            calls.Push((neighbours[node][next], node, 0));
        }
    }

    // Everything above the child on the stack, the child and the cut vertex are a block.
    private void Close(int cut, int child, Stack<int> open)
    {
        var block = new List<int> { cut };
        int node;
        do
        {
            node = open.Pop();
            block.Add(node);
        }
        while (node != child);
        block.Sort();
        foreach (var member in block) _blocksOf[member].Add(_blocks.Count);
        _blocks.Add([.. block]);
    }
}
