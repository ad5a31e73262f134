namespace Crosspath.Paths.Counting;

/// <summary>The tree of blocks and cut vertices, hung from one node. Each block's top is its node next to the root;
/// each node but the root has one block of which it is not the top.</summary>
internal sealed class BlockTree
{
    private readonly int[] _top;
    private readonly int[] _home;
    private readonly List<int> _order = [];

    public BlockTree(Blocks blocks, int root)
    {
        _top = new int[blocks.All.Count];
        _home = new int[blocks.All.Sum(block => block.Length - 1) + 1]; // each node but the root is at home once
        Array.Fill(_top, -1);
        Array.Fill(_home, -1);
        var queue = new Queue<int>([root]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var block in blocks.Of(node))
            {
                if (_top[block] >= 0) continue;
                _top[block] = node;
                _order.Add(block);
                foreach (var other in blocks.All[block])
                {
                    if (other == node) continue;
                    _home[other] = block;
                    queue.Enqueue(other);
                }
            }
        }
    }

    /// <summary>All blocks, those nearer to the root first.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>A block's node next to the root.</summary>
    public int TopOf(int block) => _top[block];

    /// <summary>The one block that two neighbours share.</summary>
    public int BlockOf(int node, int neighbour) =>
        _home[node] >= 0 && (_home[node] == _home[neighbour] || _top[_home[node]] == neighbour)
            ? _home[node]
            : _home[neighbour];
}
