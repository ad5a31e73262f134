namespace Crosspath.Web.Running;

/// <summary>Keeps the values that were asked for last. Several threads may make one value at a time each; the first
/// stays.</summary>
/// <param name="most">How many it keeps.</param>
internal sealed class LeastRecent<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock _gate = new(); // guards both
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _known = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    /// <summary>The value of a key; made outside of the lock when it is not there.</summary>
    public TValue Get(TKey key, Func<TKey, TValue> make)
    {
        lock (_gate)
        {
            if (Find(key) is { } node) return node.Value.Value;
        }
        var made = make(key);
        lock (_gate)
        {
            if (Find(key) is { } node) return node.Value.Value;
            _known.Add(key, _order.AddFirst((key, made)));
            if (_known.Count > most)
            {
                _known.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }
            return made;
        }
    }

    private LinkedListNode<(TKey Key, TValue Value)>? Find(TKey key)
    {
        if (!_known.TryGetValue(key, out var node)) return null;
        _order.Remove(node);
        _order.AddFirst(node);
        return node;
    }
}
