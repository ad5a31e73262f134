using System.Numerics;

namespace Crosspath.Paths.Counting;

/// <summary>A number of paths for each label.</summary>
internal sealed class LabelBag
{
    private readonly Dictionary<int, BigInteger> _counts = [];

    public IReadOnlyDictionary<int, BigInteger> Counts => _counts;

    /// <summary>Whether there is no path.</summary>
    public bool IsEmpty => _counts.Count == 0;

    /// <summary>Adds paths to those of a label.</summary>
    public void Add(int label, BigInteger paths)
    {
        _counts.TryGetValue(label, out var others);
        _counts[label] = others + paths;
    }

    /// <summary>Adds all paths of another bag.</summary>
    public void Add(LabelBag others)
    {
        foreach (var (label, paths) in others._counts) Add(label, paths);
    }

    /// <summary>This bag less some paths that were added to it.</summary>
    public LabelBag Without(LabelBag? added)
    {
        if (added is null) return this;
        var rest = new LabelBag();
        foreach (var (label, paths) in _counts)
        {
            var left = paths - added._counts.GetValueOrDefault(label);
            if (!left.IsZero) rest._counts.Add(label, left);
        }
        return rest;
    }

    /// <summary>Sends the paths of this bag along an edge into another.</summary>
    public void Follow(int edge, ILabelTransition transition, LabelBag into)
    {
        foreach (var (label, paths) in _counts)
        {
            var next = transition.Follow(label, edge);
            if (next >= 0) into.Add(next, paths);
        }
    }
}
