using System.Numerics;
using Crosspath.Paths.Counting;

namespace Crosspath.Paths.Tests.Counting;

/// <summary>Counts by walking every path: slow, and plain to see.</summary>
internal static class BruteForce
{
    public static SortedDictionary<int, BigInteger> Count(
        Digraph graph, IReadOnlyList<Entry> entries, int goal, ILabelTransition transition)
    {
        var counts = new SortedDictionary<int, BigInteger>();
        foreach (var entry in entries) Walk(entry.Node, entry.Label, entry.Count, [entry.Node]);
        return counts;

        void Walk(int node, int label, BigInteger paths, HashSet<int> visited)
        {
            if (node == goal)
            {
                counts[label] = counts.GetValueOrDefault(label) + paths;
                return;
            }
            foreach (var edge in graph.Out(node))
            {
                var next = transition.Follow(label, edge);
                if (next < 0 || !visited.Add(graph.To[edge])) continue;
                Walk(graph.To[edge], next, paths, visited);
                visited.Remove(graph.To[edge]);
            }
        }
    }
}
