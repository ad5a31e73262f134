namespace Crosspath.Stores.Formats;

/// <summary>Turns offsets into line numbers; quick as long as they ascend.</summary>
internal sealed class LinePlaces(ReadOnlyMemory<byte> content)
{
    private int _at;
    private int _line = 1;

    /// <summary>The line, from 1, that an offset lies in.</summary>
    public int LineAt(long offset)
    {
        var end = (int)Math.Clamp(offset, 0, content.Length);
        if (end < _at) (_at, _line) = (0, 1);
        _line += content.Span[_at..end].Count((byte)'\n');
        _at = end;
        return _line;
    }
}
