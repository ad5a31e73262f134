using System.Numerics;

namespace Crosspath.Paths.Counting;

// How many paths lead from the entries to the goal without visiting a node twice? In general nobody knows a fast way
// (the problem is #P-complete), but trust graphs are nearly acyclic, and so the work is split until little of it is
// hard:
//
// 1. Only nodes that lie between an entry and the goal take part.
// 2. A path never comes back to a strongly connected component (Tarjan 1972) that it has left. So components are taken
//    in topological order, and numbers of paths are handed on from one to the next. Where all components are single
//    nodes, which is the rule, this is plain dynamic programming: numbers grow exponentially, the work does not.
// 3. Inside a component, a path that leaves a block of its undirected shape (Hopcroft and Tarjan 1973) through a cut
//    vertex cannot come back either. So a hub with a hundred spokes that cross-sign each other is a hundred easy blocks,
//    and each is walked once from each of its nodes (ComponentWalk).
// 4. Inside a block, walks are extended edge by edge, and those merge that have the same end, the same label, and have
//    visited the same nodes as far as that still matters (BlockWalk). This is the dynamic programming of Bellman and of
//    Held and Karp (1962) for the travelling salesman, over the sets that occur.
// 5. What is left is hard, and a budget ends it; then the number is a lower bound, and says so.
//
// A label goes with every path: what the path's certificates demand of those below. Paths with equal labels are
// counted together.

/// <summary>Counts simple paths with labels, without listing them.</summary>
internal sealed class SimplePathCounter
{
    private readonly Digraph _graph;
    private readonly ILabelTransition _transition;
    private readonly CountingWork _work;
    private readonly Subgraph _between;
    private readonly int _goal;

    private SimplePathCounter(Digraph graph, Subgraph between, int goal, ILabelTransition transition, CountingWork work)
    {
        (_graph, _between, _goal, _transition, _work) = (graph, between, goal, transition, work);
    }

    /// <summary>Counts the paths from the entries to a goal.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="entries">Where paths begin. An entry at the goal is a path of no edges.</param>
    /// <param name="goal">Where they end.</param>
    /// <param name="transition">What becomes of labels.</param>
    /// <param name="budget">What the hard part may cost.</param>
    /// <param name="cancellation">Checked now and then.</param>
    public static LabelCounts Count(
        Digraph graph, IReadOnlyList<Entry> entries, int goal, ILabelTransition transition, CountingBudget budget,
        CancellationToken cancellation)
    {
        var between = Subgraph.Between(graph, entries, goal);
        if (between.Count == 0) return new LabelCounts(new Dictionary<int, BigInteger>(), null);
        var work = new CountingWork(budget, cancellation);
        var counter = new SimplePathCounter(graph, between, goal, transition, work);
        var arrived = counter.Run(entries);
        return new LabelCounts(arrived.Counts, work.Exhausted);
    }

    private LabelBag Run(IReadOnlyList<Entry> entries)
    {
        var bags = new LabelBag?[_between.Count];
        foreach (var entry in entries)
        {
            if (_between.IndexOf(entry.Node) is var node and >= 0) (bags[node] ??= new LabelBag()).Add(entry.Label, entry.Count);
        }
        var components = StronglyConnected.ComponentsInOrder(_between);
        var goal = _between.IndexOf(_goal);
        foreach (var component in components)
        {
            if (component.Contains(goal))
            {
                return component.Length == 1
                    ? bags[goal] ?? new LabelBag()
                    : new ComponentWalk(_between, component, _transition, _work).ArriveAt(goal, bags);
            }
            if (component.Length > 1) new ComponentWalk(_between, component, _transition, _work).Spread(bags);
            foreach (var node in component) HandOn(node, component, bags);
        }
        return new LabelBag();
    }

    private void HandOn(int node, int[] component, LabelBag?[] bags)
    {
        if (bags[node] is not { } bag) return;
        foreach (var (edge, to) in _between.Out(node))
        {
            if (component.Length > 1 && component.Contains(to)) continue;
            if (to != node) bag.Follow(edge, _transition, bags[to] ??= new LabelBag());
        }
        bags[node] = null;
    }
}
