namespace Crosspath.Paths.Counting;

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
        var localGoal = Array.IndexOf(_nodes, goal);
        var (nextBlock, exits) = RoutesTo(localGoal);
        var arrived = new LabelBag();
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (bags[_nodes[node]] is not { } bag) continue;
            var at = node;
            while (at != localGoal)
            {
                var block = nextBlock[at];
                var ends = BlockWalk.Run(_blocks.All[block], _out, at, bag, [exits[block]], _transition, _work);
                bag = ends.GetValueOrDefault(exits[block]) ?? new LabelBag();
                at = exits[block];
            }
            arrived.Add(bag);
        }
        return arrived;
    }

    /// <summary>Paths that arrived at the component's nodes from outside go on to all nodes from which they may leave
    /// it; the bags then hold these as well.</summary>
    public void Spread(LabelBag?[] bags)
    {
        var totals = new LabelBag?[_nodes.Length];
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (bags[_nodes[node]] is { } bag) Spread(node, bag, totals);
        }
        for (var node = 0; node < _nodes.Length; node++) bags[_nodes[node]] = totals[node];
    }

    private void Spread(int start, LabelBag arrived, LabelBag?[] totals)
    {
        var open = new Stack<(int Node, int FromBlock, LabelBag Bag)>();
        open.Push((start, -1, arrived));
        while (open.TryPop(out var item))
        {
            (totals[item.Node] ??= new LabelBag()).Add(item.Bag);
            foreach (var block in _blocks.Of(item.Node))
            {
                if (block == item.FromBlock) continue;
                var targets = _blocks.All[block]
                    .Where(node => node != item.Node && (_isExit[node] || _blocks.IsCutVertex(node)))
                    .ToArray();
                var ends = BlockWalk.Run(_blocks.All[block], _out, item.Node, item.Bag, targets, _transition, _work);
                foreach (var node in targets)
                {
                    if (ends.TryGetValue(node, out var bag)) open.Push((node, block, bag));
                }
            }
        }
    }

    // For every node the block through which the goal is reached, and for every block the node where that leaves it.
    private (int[] NextBlock, int[] Exits) RoutesTo(int goal)
    {
        var nextBlock = new int[_nodes.Length];
        var exits = new int[_blocks.All.Count];
        Array.Fill(nextBlock, -1);
        Array.Fill(exits, -1);
        var queue = new Queue<int>([goal]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var block in _blocks.Of(node))
            {
                if (exits[block] >= 0) continue;
                exits[block] = node;
                foreach (var other in _blocks.All[block])
                {
                    if (other == node) continue;
                    nextBlock[other] = block;
                    queue.Enqueue(other);
                }
            }
        }
        return (nextBlock, exits);
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
