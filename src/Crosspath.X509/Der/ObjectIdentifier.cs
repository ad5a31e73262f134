using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Crosspath.X509.Der;

/// <summary>An object identifier (X.690 section 8.19): the content octets, compared as they are.</summary>
public readonly struct ObjectIdentifier : IEquatable<ObjectIdentifier>, IComparable<ObjectIdentifier>
{
    private const int MaxPrinted = 128;

    private readonly ReadOnlyMemory<byte> _content;

    /// <summary>Wraps the content octets of an OBJECT IDENTIFIER, without its tag and length.</summary>
    public ObjectIdentifier(ReadOnlyMemory<byte> content) => _content = content;

    /// <summary>The content octets.</summary>
    public ReadOnlySpan<byte> Content => _content.Span;

    /// <summary>Reads dotted decimal, such as <c>2.5.29.32.0</c>.</summary>
    /// <exception cref="FormatException">The text is not an object identifier.</exception>
    public static ObjectIdentifier Parse(string dotted) =>
        TryParse(dotted, out var oid) ? oid : throw new FormatException($"'{dotted}' is not an object identifier.");

    /// <summary>Reads dotted decimal; false when the text is not an object identifier.</summary>
    public static bool TryParse([NotNullWhen(true)] string? dotted, out ObjectIdentifier oid)
    {
        oid = default;
        if (dotted is null || dotted.Length > 256) return false;
        var parts = dotted.Split('.');
        if (parts.Length < 2) return false;
        var arcs = new BigInteger[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0 || !parts[i].All(char.IsAsciiDigit)) return false;
            arcs[i] = BigInteger.Parse(parts[i], System.Globalization.CultureInfo.InvariantCulture);
        }
        if (arcs[0] > 2 || (arcs[0] < 2 && arcs[1] > 39)) return false;
        var content = new List<byte>();
        Append(content, arcs[0] * 40 + arcs[1]);
        foreach (var arc in arcs.AsSpan(2)) Append(content, arc);
        oid = new ObjectIdentifier(content.ToArray());
        return true;
    }

    /// <summary>Dotted decimal; content that is malformed, or longer than any identifier in use, prints as
    /// <c>oid:</c> and hex.</summary>
    public override string ToString()
    {
        // Asked first: the time that big arcs take grows with the square of their length.
        if (Content.Length > MaxPrinted) return "oid:" + Convert.ToHexStringLower(Content);
        var text = new StringBuilder();
        BigInteger arc = 0;
        var open = true;
        foreach (var octet in Content)
        {
            arc = (arc << 7) | (octet & 0x7F);
            open = (octet & 0x80) != 0;
            if (open) continue;
            if (text.Length == 0)
            {
                var first = BigInteger.Min(arc / 40, 2);
                text.Append(first).Append('.').Append(arc - first * 40);
            }
            else text.Append('.').Append(arc);
            arc = 0;
        }
        return open ? "oid:" + Convert.ToHexStringLower(Content) : text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(ObjectIdentifier other) => Content.SequenceEqual(other.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectIdentifier other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Content);
        return hash.ToHashCode();
    }

    /// <summary>Order of the content octets; for stable output only.</summary>
    public int CompareTo(ObjectIdentifier other) => Content.SequenceCompareTo(other.Content);

#pragma warning disable CS1591 // the usual operators
    public static bool operator ==(ObjectIdentifier left, ObjectIdentifier right) => left.Equals(right);
    public static bool operator !=(ObjectIdentifier left, ObjectIdentifier right) => !left.Equals(right);
    public static bool operator <(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) < 0;
    public static bool operator <=(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) <= 0;
    public static bool operator >(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) > 0;
    public static bool operator >=(ObjectIdentifier left, ObjectIdentifier right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591

    private static void Append(List<byte> content, BigInteger arc)
    {
        var octets = new Stack<byte>();
        octets.Push((byte)(arc & 0x7F));
        for (arc >>= 7; arc > 0; arc >>= 7) octets.Push((byte)(0x80 | (byte)(arc & 0x7F)));
        content.AddRange(octets);
    }
}
