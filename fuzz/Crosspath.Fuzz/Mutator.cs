namespace Crosspath.Fuzz;

/// <summary>
/// Makes new inputs out of good ones. Half of the changes know DER: they lengthen, shorten, drop, double or retag whole
/// elements and keep the lengths around them right, so that the change is felt deep inside; the others do not care.
/// </summary>
internal sealed class Mutator(Random random)
{
    private const int MaxLength = 1 << 16;

    /// <summary>A changed copy.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var output = input;
        for (var i = random.Next(1, 5); i > 0; i--)
            output = random.Next(2) == 0 ? MutateElement(output, other) : MutateBytes(output, other);
        return output.Length > MaxLength ? output[..MaxLength] : output;
    }

    private byte[] MutateBytes(byte[] input, byte[] other)
    {
        if (input.Length == 0) return other;
        var at = random.Next(input.Length);
        var length = Math.Min(random.Next(1, 32), input.Length - at);
        var copy = (byte[])input.Clone();
        switch (random.Next(6))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                copy[at] = (byte)random.Next(256);
                return copy;
            case 2:
                return [.. copy[..at], .. copy[(at + length)..]];
            case 3:
                return [.. copy[..at], .. copy.AsSpan(at, length), .. copy[at..]];
            case 4:
                return copy[..at];
            default:
                var from = random.Next(Math.Max(1, other.Length));
                return [.. copy[..at], .. other[from..Math.Min(other.Length, from + length)], .. copy[at..]];
        }
    }

    private byte[] MutateElement(byte[] input, byte[] other)
    {
        var path = PathToElement(input);
        if (path.Count == 0) return MutateBytes(input, other);
        var (start, content, end) = path[^1];
        byte[] element = random.Next(6) switch
        {
            0 => [],
            1 => [.. input[start..end], .. input[start..end]],
            2 => [(byte)random.Next(256), .. input[(start + 1)..end]],
            3 => Wrap(input[start], []),
            4 => Wrap(input[start], Enumerable.Repeat((byte)random.Next(256), random.Next(1, 4096)).ToArray()),
            _ => Wrap(input[start], MutateBytes(input[content..end], other)),
        };
        for (var level = path.Count - 2; level >= 0; level--)
        {
            var (outerStart, outerContent, outerEnd) = path[level];
            element = Wrap(input[outerStart],
                [.. input[outerContent..start], .. element, .. input[end..outerEnd]]);
            (start, end) = (outerStart, outerEnd);
        }
        return [.. input[..start], .. element, .. input[end..]];
    }

    // From the outermost element down to a random one.
    private List<(int Start, int Content, int End)> PathToElement(byte[] input)
    {
        var path = new List<(int Start, int Content, int End)>();
        var (from, to) = (0, input.Length);
        while (path.Count < 12)
        {
            var siblings = new List<(int Start, int Content, int End)>();
            for (var at = from; TryElement(input, at, to, out var content, out var end); at = end)
                siblings.Add((at, content, end));
            if (siblings.Count == 0) break;
            var chosen = siblings[random.Next(siblings.Count)];
            path.Add(chosen);
            var mayDescend = (input[chosen.Start] & 0x20) != 0 || input[chosen.Start] is 3 or 4;
            if (!mayDescend || random.Next(4) == 0) break;
            (from, to) = (chosen.Content, chosen.End);
        }
        return path;
    }

    private static bool TryElement(byte[] input, int at, int limit, out int content, out int end)
    {
        (content, end) = (at + 2, 0);
        if (at + 2 > limit) return false;
        int length = input[at + 1];
        if (length >= 0x80)
        {
            var octets = length & 0x7F;
            if (octets is 0 or > 3 || content + octets > limit) return false;
            length = 0;
            for (var i = 0; i < octets; i++) length = (length << 8) | input[content++];
        }
        end = content + length;
        return end <= limit;
    }

    private static byte[] Wrap(byte tag, byte[] content) => unchecked(content.Length switch
    {
        < 0x80 => [tag, (byte)content.Length, .. content],
        < 0x100 => [tag, 0x81, (byte)content.Length, .. content],
        < 0x10000 => [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content],
        _ => [tag, 0x83, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content],
    });
}
