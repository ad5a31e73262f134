namespace Crosspath.Paths.Cutting;

/// <summary>Maximum flow by shortest augmenting paths (Edmonds and Karp 1972); small networks only.</summary>
internal sealed class MaximumFlow
{
    private readonly (int From, int To, long Capacity)[] _arcs;
    private readonly List<int>[] _around; // by node, arcs as 2a (along) and 2a + 1 (against)
    private readonly long[] _residual;

    public MaximumFlow(int nodes, (int From, int To, long Capacity)[] arcs)
    {
        _arcs = arcs;
        _around = new List<int>[nodes];
        for (var node = 0; node < nodes; node++) _around[node] = [];
        _residual = new long[2 * arcs.Length];
        for (var arc = 0; arc < arcs.Length; arc++)
        {
            _around[arcs[arc].From].Add(2 * arc);
            _around[arcs[arc].To].Add(2 * arc + 1);
            _residual[2 * arc] = arcs[arc].Capacity;
        }
    }

    /// <summary>The arcs of a minimum cut; of several, the one that separates the fewest nodes from the sink's side.</summary>
    public IEnumerable<int> CutNearest(int source, int sink)
    {
        var by = new int[_around.Length];
        while (Augment(source, sink, by)) { }
        var isNear = Nearest(sink);
        for (var arc = 0; arc < _arcs.Length; arc++)
        {
            if (!isNear[_arcs[arc].From] && isNear[_arcs[arc].To]) yield return arc;
        }
    }

    private bool Augment(int source, int sink, int[] by)
    {
        Array.Fill(by, -1);
        var queue = new Queue<int>([source]);
        while (by[sink] < 0 && queue.TryDequeue(out var node))
        {
            foreach (var half in _around[node])
            {
                var to = End(half);
                if (_residual[half] == 0 || by[to] >= 0 || to == source) continue;
                by[to] = half;
                queue.Enqueue(to);
            }
        }
        if (by[sink] < 0) return false;
        var most = long.MaxValue;
        for (var node = sink; node != source; node = End(by[node] ^ 1)) most = Math.Min(most, _residual[by[node]]);
        for (var node = sink; node != source; node = End(by[node] ^ 1))
        {
            _residual[by[node]] -= most;
            _residual[by[node] ^ 1] += most;
        }
        return true;
    }

    // The nodes from which flow could still reach the sink.
    private bool[] Nearest(int sink)
    {
        var isNear = new bool[_around.Length];
        isNear[sink] = true;
        var queue = new Queue<int>([sink]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var half in _around[node])
            {
                var from = End(half);
                if (_residual[half ^ 1] == 0 || isNear[from]) continue;
                isNear[from] = true;
                queue.Enqueue(from);
            }
        }
        return isNear;
    }

    private int End(int half) => half % 2 == 0 ? _arcs[half / 2].To : _arcs[half / 2].From;
}
