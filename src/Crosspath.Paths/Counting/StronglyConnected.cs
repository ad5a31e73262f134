namespace Crosspath.Paths.Counting;

/// <summary>Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972), with a stack of its own.</summary>
internal static class StronglyConnected
{
    /// <summary>The strongly connected components, so that every edge between two leads from an earlier to a later
    /// one.</summary>
    public static List<int[]> ComponentsInOrder(Subgraph graph)
    {
        var index = new int[graph.Count]; // 0: not seen
        var low = new int[graph.Count];
        var isOpen = new bool[graph.Count];
        var open = new Stack<int>();
        var calls = new Stack<(int Node, int NextEdge)>();
        var components = new List<int[]>();
        var counter = 0;
        for (var root = 0; root < graph.Count; root++)
        {
            if (index[root] == 0) calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (node, edge) = call;
                var edges = graph.Out(node);
                if (edge == 0)
                {
                    index[node] = low[node] = ++counter;
                    isOpen[node] = true;
                    open.Push(node);
                }
                else low[node] = Math.Min(low[node], low[edges[edge - 1].To]);

                while (edge < edges.Length && index[edges[edge].To] != 0)
                {
                    if (isOpen[edges[edge].To]) low[node] = Math.Min(low[node], index[edges[edge].To]);
                    edge++;
                }
                if (edge < edges.Length)
                {
                    calls.Push((node, edge + 1));
                    calls.Push((edges[edge].To, 0));
                }
                else if (low[node] == index[node]) components.Add(Close(node, open, isOpen));
            }
        }
        components.Reverse(); // they are found from the last to the first
        return components;
    }

    private static int[] Close(int root, Stack<int> open, bool[] isOpen)
    {
        var component = new List<int>();
        int node;
        do
        {
            node = open.Pop();
            isOpen[node] = false;
            component.Add(node);
        }
        while (node != root);
        component.Sort();
        return [.. component];
    }
}
