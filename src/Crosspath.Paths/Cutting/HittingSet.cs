using System.Collections.Immutable;

namespace Crosspath.Paths.Cutting;

/// <summary>The cheapest set of numbers of which every one of some sets holds one, by branch and bound. The problem is
/// NP-hard; a budget ends it.</summary>
internal sealed class HittingSet
{
    private const int MostNodes = 200_000;

    private readonly int[][] _sets;
    private readonly Func<int, long> _cost;
    private readonly Dictionary<int, long> _costs = [];
    private readonly CancellationToken _cancellation;
    private int _nodes;

    private HittingSet(int[][] sets, Func<int, long> cost, CancellationToken cancellation) =>
        (_sets, _cost, _cancellation) = (sets, cost, cancellation);

    /// <summary>Finds it.</summary>
    /// <param name="sets">What is to be hit.</param>
    /// <param name="cost">What a number costs.</param>
    /// <param name="bound">What a solution costs that is already there.</param>
    /// <param name="cancellation">Checked now and then.</param>
    /// <returns>The numbers, null when nothing cheaper was found; and whether there is nothing cheaper still.</returns>
    public static (ImmutableArray<int>? Numbers, bool IsCheapest) Find(
        int[][] sets, Func<int, long> cost, long bound, CancellationToken cancellation)
    {
        var search = new HittingSet(sets, cost, cancellation);
        ImmutableArray<int>? best = null;
        // A stack of its own: how deep the search goes depends on the input.
        var open = new Stack<(ImmutableArray<int> Chosen, long Cost)>([([], 0)]);
        while (open.TryPop(out var at))
        {
            if (++search._nodes > MostNodes) return (best, false);
            if (search._nodes % 1024 == 0) search._cancellation.ThrowIfCancellationRequested();
            if (at.Cost + search.LeastMore(at.Chosen) >= bound) continue;
            if (search.Missed(at.Chosen) is not { } missed)
            {
                (best, bound) = (at.Chosen, at.Cost);
                continue;
            }
            foreach (var number in missed.AsEnumerable().Reverse()) open.Push((at.Chosen.Add(number), at.Cost + search.CostOf(number)));
        }
        return (best, true);
    }

    private int[]? Missed(ImmutableArray<int> chosen) => Array.Find(_sets, set => !set.Any(number => chosen.Contains(number)));

    // Sets that are missed and have nothing in common need one number each.
    private long LeastMore(ImmutableArray<int> chosen)
    {
        var used = new HashSet<int>();
        long least = 0;
        foreach (var set in _sets)
        {
            if (set.Any(number => chosen.Contains(number) || used.Contains(number))) continue;
            used.UnionWith(set);
            least += set.Min(CostOf);
        }
        return least;
    }

    private long CostOf(int number)
    {
        if (!_costs.TryGetValue(number, out var cost)) _costs.Add(number, cost = _cost(number));
        return cost;
    }
}
