using System.Numerics;
using System.Runtime.InteropServices;

namespace Crosspath.Paths.Counting;

/// <summary>Simple paths inside one block, from one node to its targets.</summary>
internal sealed class BlockWalk
{
    // Sets of visited nodes are the bits of one word; larger blocks are walked path by path.
    private const int MostNodes = 64;

    private readonly BlockGraph _block;
    private readonly ILabelTransition _transition;
    private readonly CountingWork _work;
    private readonly ulong[] _successors = [];
    private readonly ulong _targets;
    private readonly Dictionary<int, LabelBag> _ends = [];

    private BlockWalk(BlockGraph block, ILabelTransition transition, CountingWork work)
    {
        (_block, _transition, _work) = (block, transition, work);
        if (block.Nodes.Length > MostNodes) return;
        _successors = new ulong[block.Nodes.Length];
        for (var node = 0; node < _successors.Length; node++)
        {
            foreach (var (_, to) in block.Out[node]) _successors[node] |= 1UL << to;
            if (block.IsTarget[node]) _targets |= 1UL << node;
        }
    }

    /// <summary>Counts the paths from a node to each other node that is a target.</summary>
    /// <param name="block">Where to walk.</param>
    /// <param name="start">Where paths are, by the component's number.</param>
    /// <param name="bag">Their labels.</param>
    /// <param name="transition">What becomes of labels.</param>
    /// <param name="work">The budget.</param>
    /// <returns>The paths' labels at each target that is reached, by the component's numbers.</returns>
    public static Dictionary<int, LabelBag> Run(
        BlockGraph block, int start, LabelBag bag, ILabelTransition transition, CountingWork work)
    {
        if (!work.MayGoOn) return [];
        var walk = new BlockWalk(block, transition, work);
        var local = block.IndexOf(start);
        if (work.HasSteps)
        {
            if (block.Nodes.Length <= MostNodes) walk.Extend(local, bag);
            else walk.List(local, bag);
        }
        if (work.Exhausted is not null) walk.AddShortest(local, bag);
        return walk._ends;
    }

    // All walks at once, by length. A state is an end, a label, and the visited nodes that a continuation could meet.
    private void Extend(int start, LabelBag bag)
    {
        var states = new Dictionary<(ulong Visited, int Node, int Label), BigInteger>();
        var longer = new Dictionary<(ulong Visited, int Node, int Label), BigInteger>();
        foreach (var (label, paths) in bag.Counts) states.Add((1UL << start, start, label), paths);
        while (states.Count > 0)
        {
            foreach (var ((visited, node, label), paths) in states)
            {
                foreach (var (edge, to) in _block.Out[node])
                {
                    if (((visited >> to) & 1) != 0) continue;
                    if (!_work.Spend() || !_work.MayHold(longer.Count)) return;
                    var next = _transition.Follow(label, edge);
                    if (next >= 0) Arrive(longer, visited, to, next, paths);
                }
            }
            (states, longer) = (longer, states);
            longer.Clear();
        }
    }

    private void Arrive(
        Dictionary<(ulong, int, int), BigInteger> states, ulong visited, int node, int label, BigInteger paths)
    {
        if (((_targets >> node) & 1) != 0) Record(node, label, paths);
        visited |= 1UL << node;
        var (reachable, boundary) = Ahead(visited, node);
        if ((reachable & _targets) == 0) return;
        CollectionsMarshal.GetValueRefOrAddDefault(states, (visited & boundary, node, label), out _) += paths;
    }

    // The unvisited nodes that can still be reached, and all successors of these and of the node itself: a visited
    // node among those can still be met, any other may be forgotten.
    private (ulong Reachable, ulong Boundary) Ahead(ulong visited, int node)
    {
        ulong reachable = 0, boundary = _successors[node];
        var fresh = boundary & ~visited;
        while (fresh != 0)
        {
            reachable |= fresh;
            ulong successors = 0;
            for (var rest = fresh; rest != 0; rest &= rest - 1)
                successors |= _successors[BitOperations.TrailingZeroCount(rest)];
            boundary |= successors;
            fresh = successors & ~visited & ~reachable;
        }
        return (reachable, boundary);
    }

    // Path by path, for blocks of more nodes than a word has bits.
    private void List(int start, LabelBag bag)
    {
        foreach (var (first, paths) in bag.Counts)
        {
            var visited = new bool[_block.Nodes.Length];
            visited[start] = true;
            var path = new Stack<(int Node, int Label, int NextEdge)>();
            path.Push((start, first, 0));
            while (path.TryPop(out var top))
            {
                if (top.NextEdge == _block.Out[top.Node].Length)
                {
                    visited[top.Node] = false;
                    continue;
                }
                path.Push(top with { NextEdge = top.NextEdge + 1 });
                var (edge, to) = _block.Out[top.Node][top.NextEdge];
                if (visited[to]) continue;
                if (!_work.Spend()) return;
                var label = _transition.Follow(top.Label, edge);
                if (label < 0) continue;
                if (_block.IsTarget[to]) Record(to, label, paths);
                visited[to] = true;
                path.Push((to, label, 0));
            }
        }
    }

    // The budget ended, perhaps before any path was complete. One path to each target that none was found to keeps the
    // lower bound from being nothing, here and in all that lies behind. Breadth first, so each node is met once.
    private void AddShortest(int start, LabelBag bag)
    {
        var isKnown = new bool[_block.Nodes.Length];
        foreach (var end in _ends.Keys) isKnown[_block.IndexOf(end)] = true;
        foreach (var (first, paths) in bag.Counts)
        {
            var seen = new bool[_block.Nodes.Length];
            seen[start] = true;
            var queue = new Queue<(int Node, int Label)>([(start, first)]);
            while (queue.TryDequeue(out var at))
            {
                foreach (var (edge, to) in _block.Out[at.Node])
                {
                    if (seen[to]) continue;
                    if (!_work.SpendOnBound()) return;
                    var label = _transition.Follow(at.Label, edge);
                    if (label < 0) continue;
                    seen[to] = true;
                    if (_block.IsTarget[to] && !isKnown[to]) Record(to, label, paths);
                    queue.Enqueue((to, label));
                }
            }
        }
    }

    private void Record(int node, int label, BigInteger paths)
    {
        ref var bag = ref CollectionsMarshal.GetValueRefOrAddDefault(_ends, _block.Nodes[node], out _);
        (bag ??= new LabelBag()).Add(label, paths);
    }
}
