namespace Crosspath.Paths.Timelines;

/// <summary>Small numbers for equal values.</summary>
internal sealed class Interned<T> where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _values = [];

    public T this[int number] => _values[number];

    public int NumberOf(T value)
    {
        if (_numbers.TryGetValue(value, out var number)) return number;
        number = _values.Count;
        _values.Add(value);
        _numbers.Add(value, number);
        return number;
    }
}
