using System.Numerics;

namespace Crosspath.Paths.Counting;

/// <summary>Simple paths inside one block, from one node to some others.</summary>
internal sealed class BlockWalk
{
    // Sets of visited nodes are the bits of one word; larger blocks are walked path by path.
    private const int MostNodes = 64;

    private readonly (int Edge, int To)[][] _out;
    private readonly ulong[] _successors;
    private readonly ILabelTransition _transition;
    private readonly CountingWork _work;
    private readonly int[] _block;
    private readonly Dictionary<int, LabelBag> _ends = [];
    private readonly ulong _targets;

    private BlockWalk(
        int[] block, (int Edge, int To)[][] edges, int[] targets, ILabelTransition transition, CountingWork work)
    {
        (_block, _transition, _work) = (block, transition, work);
        _out = new (int, int)[block.Length][];
        _successors = new ulong[block.Length];
        for (var i = 0; i < block.Length; i++)
        {
            _out[i] = [.. edges[block[i]]
                .Select(edge => (edge.Edge, To: Array.BinarySearch(block, edge.To)))
                .Where(edge => edge.To >= 0)];
            foreach (var (_, to) in _out[i]) _successors[i] |= 1UL << (to & 63);
        }
        foreach (var target in targets) _targets |= 1UL << (Array.BinarySearch(block, target) & 63);
    }

    /// <summary>Counts the paths from a node to each of some targets.</summary>
    /// <param name="block">The block's nodes, in order.</param>
    /// <param name="edges">The component's edges.</param>
    /// <param name="start">Where paths are, with what labels.</param>
    /// <param name="bag">The labels.</param>
    /// <param name="targets">Nodes of the block; paths may pass through one to another.</param>
    /// <param name="transition">What becomes of labels.</param>
    /// <param name="work">The budget.</param>
    /// <returns>The paths' labels at each target that is reached.</returns>
    public static Dictionary<int, LabelBag> Run(
        int[] block, (int Edge, int To)[][] edges, int start, LabelBag bag, int[] targets,
        ILabelTransition transition, CountingWork work)
    {
        var walk = new BlockWalk(block, edges, targets, transition, work);
        var local = Array.BinarySearch(block, start);
        if (block.Length <= MostNodes) walk.Extend(local, bag);
        else walk.List(local, bag, [.. targets.Select(target => Array.BinarySearch(block, target))]);
        return walk._ends;
    }

    // All walks at once, by length. A state is an end, a label, and the visited nodes that a continuation could meet.
    private void Extend(int start, LabelBag bag)
    {
        var states = new Dictionary<(ulong Visited, int Node, int Label), BigInteger>();
        foreach (var (label, paths) in bag.Counts) states.Add((1UL << start, start, label), paths);
        while (states.Count > 0)
        {
            var longer = new Dictionary<(ulong Visited, int Node, int Label), BigInteger>();
            foreach (var ((visited, node, label), paths) in states)
            {
                foreach (var (edge, to) in _out[node])
                {
                    if (((visited >> to) & 1) != 0) continue;
                    if (!_work.Spend() || !_work.MayHold(longer.Count)) return;
                    var next = _transition.Follow(label, edge);
                    if (next >= 0) Arrive(longer, visited, to, next, paths);
                }
            }
            states = longer;
        }
    }

    private void Arrive(
        Dictionary<(ulong, int, int), BigInteger> states, ulong visited, int node, int label, BigInteger paths)
    {
        if (((_targets >> node) & 1) != 0) Record(node, label, paths);
        visited |= 1UL << node;
        var (reachable, boundary) = Ahead(visited, node);
        if ((reachable & _targets) == 0) return;
        var state = (visited & boundary, node, label);
        states.TryGetValue(state, out var others);
        states[state] = others + paths;
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
            for (var rest = fresh; rest != 0; rest &= rest - 1) successors |= _successors[BitOperations.TrailingZeroCount(rest)];
            boundary |= successors;
            fresh = successors & ~visited & ~reachable;
        }
        return (reachable, boundary);
    }

    // Path by path, for blocks of more nodes than a word has bits.
    private void List(int start, LabelBag bag, HashSet<int> targets)
    {
        foreach (var (first, paths) in bag.Counts)
        {
            var visited = new bool[_block.Length];
            visited[start] = true;
            var path = new Stack<(int Node, int Label, int NextEdge)>();
            path.Push((start, first, 0));
            while (path.TryPop(out var top))
            {
                if (top.NextEdge == _out[top.Node].Length)
                {
                    visited[top.Node] = false;
                    continue;
                }
                path.Push(top with { NextEdge = top.NextEdge + 1 });
                var (edge, to) = _out[top.Node][top.NextEdge];
                if (visited[to]) continue;
                if (!_work.Spend()) return;
                var label = _transition.Follow(top.Label, edge);
                if (label < 0) continue;
                if (targets.Contains(to)) Record(to, label, paths);
                visited[to] = true;
                path.Push((to, label, 0));
            }
        }
    }

    private void Record(int node, int label, BigInteger paths)
    {
        if (!_ends.TryGetValue(_block[node], out var bag)) _ends.Add(_block[node], bag = new LabelBag());
        bag.Add(label, paths);
    }
}
