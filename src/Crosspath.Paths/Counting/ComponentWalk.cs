namespace Crosspath.Paths.Counting;

// Blocks and the cut vertices they share form a tree. A path moves along it and never comes back to a block it has
// left, so wherever paths meet at a cut vertex on their way to another block, they go on together, whatever they went
// through before: every block is walked once from each of its nodes, however many paths arrive. The tree hangs from a
// root node. First paths rise, from the outermost blocks to the root; then they descend.

/// <summary>Paths inside one strongly connected component, moved from block to block.</summary>
internal sealed class ComponentWalk
{
    private readonly int[] _nodes;
    private readonly (int Edge, int To)[][] _out;
    private readonly bool[] _isExit;
    private readonly Blocks _blocks;
    private readonly ILabelTransition _transition;
    private readonly CountingWork _work;

    public ComponentWalk(Subgraph graph, int[] component, ILabelTransition transition, CountingWork work)
    {
        (_nodes, _transition, _work) = (component, transition, work);
        var local = new Dictionary<int, int>();
        foreach (var node in component) local.Add(node, local.Count);
        _out = [.. component.Select(node => graph.Out(node)
            .Where(edge => local.ContainsKey(edge.To))
            .Select(edge => (edge.Edge, local[edge.To]))
            .ToArray())];
        _isExit = [.. component.Select(node => graph.Out(node).Any(edge => !local.ContainsKey(edge.To)))];
        _blocks = new Blocks(Neighbours());
    }

    /// <summary>Paths that arrived at the component's nodes from outside go on to a goal inside.</summary>
    public LabelBag ArriveAt(int goal, LabelBag?[] bags)
    {
        var root = Array.IndexOf(_nodes, goal);
        var tree = new BlockTree(_blocks, root);
        var walkable = Walkable(tree, (block, node) => node == tree.TopOf(block));
        var risen = Arrived(bags);
        for (var i = tree.Order.Count - 1; i >= 0; i--)
        {
            var block = tree.Order[i];
            foreach (var (end, bag) in WalkFromBelow(walkable[block], tree.TopOf(block), risen)) Put(risen, end, bag);
        }
        return risen[root] ?? new LabelBag();
    }

    /// <summary>Paths that arrived at the component's nodes from outside go on to all nodes from which they may leave
    /// it; the bags then hold these as well.</summary>
    public void Spread(LabelBag?[] bags)
    {
        var tree = new BlockTree(_blocks, 0);
        var walkable = Walkable(tree, (_, node) => _isExit[node] || _blocks.IsCutVertex(node));
        var totals = Arrived(bags);
        var fromBelow = new LabelBag?[walkable.Length];
        var descending = new LabelBag?[_nodes.Length];
        for (var i = tree.Order.Count - 1; i >= 0; i--)
        {
            var (block, top) = (tree.Order[i], tree.TopOf(tree.Order[i]));
            foreach (var (end, bag) in WalkFromBelow(walkable[block], top, totals))
            {
                if (end != top) Put(descending, end, bag);
                else Put(fromBelow, block, bag);
            }
            if (fromBelow[block] is { } rising) Put(totals, top, rising);
        }
        foreach (var block in tree.Order)
        {
            var top = tree.TopOf(block);
            if (Take(descending, top) is { } arrived) Put(totals, top, arrived);
            // Those that rose from this block must not enter it again.
            if (totals[top]?.Without(fromBelow[block]) is not { IsEmpty: false } others) continue;
            foreach (var (end, bag) in BlockWalk.Run(walkable[block], top, others, _transition, _work))
                Put(descending, end, bag);
        }
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (descending[node] is { } arrived) Put(totals, node, arrived);
            bags[_nodes[node]] = totals[node];
        }
    }

    private List<(int End, LabelBag Bag)> WalkFromBelow(BlockGraph block, int top, LabelBag?[] bags)
    {
        var ends = new List<(int, LabelBag)>();
        foreach (var node in block.Nodes)
        {
            if (node == top || bags[node] is not { } bag) continue;
            foreach (var (end, paths) in BlockWalk.Run(block, node, bag, _transition, _work)) ends.Add((end, paths));
        }
        return ends;
    }

    private LabelBag?[] Arrived(LabelBag?[] bags)
    {
        var arrived = new LabelBag?[_nodes.Length];
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (bags[_nodes[node]] is { } bag) Put(arrived, node, bag);
        }
        return arrived;
    }

    private static void Put(LabelBag?[] bags, int index, LabelBag paths) => (bags[index] ??= new LabelBag()).Add(paths);

    private static LabelBag? Take(LabelBag?[] bags, int index)
    {
        var bag = bags[index];
        bags[index] = null;
        return bag;
    }

    private BlockGraph[] Walkable(BlockTree tree, Func<int, int, bool> isTarget)
    {
        var edges = new List<(int, int, int)>[_blocks.All.Count];
        for (var block = 0; block < edges.Length; block++) edges[block] = [];
        for (var from = 0; from < _nodes.Length; from++)
        {
            foreach (var (edge, to) in _out[from]) edges[tree.BlockOf(from, to)].Add((from, edge, to));
        }
        return [.. edges.Select((list, block) =>
            new BlockGraph(_blocks.All[block], list, node => isTarget(block, node)))];
    }

    private int[][] Neighbours()
    {
        var sets = new SortedSet<int>[_nodes.Length];
        for (var node = 0; node < sets.Length; node++) sets[node] = [];
        for (var node = 0; node < sets.Length; node++)
        {
            foreach (var (_, to) in _out[node])
            {
                sets[node].Add(to);
                sets[to].Add(node);
            }
        }
        return [.. sets.Select(set => set.ToArray())];
    }
}
