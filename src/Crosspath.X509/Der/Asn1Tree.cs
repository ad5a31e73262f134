using System.Collections.Immutable;
using System.Text;

namespace Crosspath.X509.Der;

/// <summary>One element of a DER buffer, as a line of its tree.</summary>
/// <param name="Depth">0 for the outermost.</param>
/// <param name="Element">Where it lies.</param>
/// <param name="Type">The name of its tag.</param>
/// <param name="Value">A primitive's content for people, cut short; empty for constructed ones.</param>
/// <param name="Encapsulates">Whether it is an octet or bit string that holds DER, which follows one deeper.</param>
public readonly record struct Asn1Node(int Depth, DerElement Element, string Type, string Value, bool Encapsulates);

/// <summary>A DER buffer as a flat list of its elements, each with its depth. Octet and bit strings that hold DER are
/// looked into.</summary>
public static class Asn1Tree
{
    // Deeper than any certificate, and more than anybody scrolls through.
    private const int MaxDepth = 64;
    private const int MaxNodes = 100_000;
    private const int MaxText = 72;

    private static readonly Dictionary<byte, string> Names = new()
    {
        [DerTag.Boolean] = "BOOLEAN",
        [DerTag.Integer] = "INTEGER",
        [DerTag.BitString] = "BIT STRING",
        [DerTag.OctetString] = "OCTET STRING",
        [DerTag.Null] = "NULL",
        [DerTag.ObjectIdentifier] = "OBJECT IDENTIFIER",
        [DerTag.Enumerated] = "ENUMERATED",
        [DerTag.Utf8String] = "UTF8String",
        [DerTag.NumericString] = "NumericString",
        [DerTag.PrintableString] = "PrintableString",
        [DerTag.TeletexString] = "TeletexString",
        [DerTag.Ia5String] = "IA5String",
        [DerTag.UtcTime] = "UTCTime",
        [DerTag.GeneralizedTime] = "GeneralizedTime",
        [DerTag.VisibleString] = "VisibleString",
        [DerTag.UniversalString] = "UniversalString",
        [DerTag.BmpString] = "BMPString",
        [DerTag.Sequence] = "SEQUENCE",
        [DerTag.Set] = "SET",
    };

    /// <summary>Reads the elements, outer before inner, in order. What cannot be read is one last element of its level,
    /// of the type <c>unreadable</c>; past 100,000 elements one of the type <c>more</c> ends the list.</summary>
    public static ImmutableArray<Asn1Node> Read(ReadOnlyMemory<byte> bytes)
    {
        var nodes = ImmutableArray.CreateBuilder<Asn1Node>();
        // Levels that are still to be read: from where, to where, how deep.
        var open = new Stack<(int Start, int End, int Depth)>();
        open.Push((0, bytes.Length, 0));
        while (nodes.Count < MaxNodes && open.TryPop(out var level))
        {
            var reader = new DerReader(bytes.Span, level.Start, level.End);
            if (reader.AtEnd) continue;
            if (reader.Next(out var element) != DerStatus.Ok)
            {
                nodes.Add(Rest(bytes, level.Depth, level.Start, level.End, "unreadable"));
                continue;
            }
            open.Push((reader.Position, level.End, level.Depth));
            var inside = level.Depth < MaxDepth ? InsideOf(bytes.Span, element) : null;
            var value = inside is null ? Describe(bytes, element) : "";
            var encapsulates = inside is not null && !element.IsConstructed;
            nodes.Add(new Asn1Node(level.Depth, element, NameOf(element.Tag), value, encapsulates));
            if (inside is { } part) open.Push((part.Start, part.End, level.Depth + 1));
        }
        var left = open.FirstOrDefault(level => level.Start < level.End);
        if (left.End > 0) nodes.Add(Rest(bytes, left.Depth, left.Start, left.End, "more"));
        return nodes.ToImmutable();
    }

    private static Asn1Node Rest(ReadOnlyMemory<byte> bytes, int depth, int start, int end, string type)
    {
        var element = new DerElement(0, start, start, end, end);
        return new Asn1Node(depth, element, type, Describe(bytes, element), false);
    }

    private static (int Start, int End)? InsideOf(ReadOnlySpan<byte> bytes, DerElement element)
    {
        if (element.IsConstructed) return (element.ContentStart, element.ContentEnd);
        // A bit string counts its unused bits first; one that holds DER has none.
        var start = element.Tag == DerTag.BitString ? element.ContentStart + 1 : element.ContentStart;
        if (element.Tag is not (DerTag.OctetString or DerTag.BitString) || start + 2 > element.ContentEnd) return null;
        if (element.Tag == DerTag.BitString && bytes[element.ContentStart] != 0) return null;
        var reader = new DerReader(bytes, start, element.ContentEnd);
        var isDer = Names.ContainsKey(bytes[start]) && reader.Next(out _) == DerStatus.Ok && reader.AtEnd && !reader.SawBer;
        return isDer ? (start, element.ContentEnd) : null;
    }

    private static string NameOf(byte tag) =>
        Names.TryGetValue(tag, out var name) ? name
        : (tag & 0xC0) == 0x80 ? $"[{tag & 0x1F}]"
        : $"tag {tag:x2}";

    private static string Describe(ReadOnlyMemory<byte> bytes, DerElement element)
    {
        var content = Slice.Content(element).Of(bytes);
        var text = element.Tag switch
        {
            DerTag.ObjectIdentifier => new ObjectIdentifier(content).ToString(),
            DerTag.Null => "",
            DerTag.Boolean => content.Length == 1 && content.Span[0] != 0 ? "true" : "false",
            DerTag.UtcTime or DerTag.GeneralizedTime => Encoding.Latin1.GetString(content.Span),
            DerTag.Utf8String or DerTag.PrintableString or DerTag.Ia5String or DerTag.BmpString or DerTag.NumericString
                or DerTag.TeletexString or DerTag.VisibleString or DerTag.UniversalString =>
                new NameAttribute(0, default, element.Tag, content, default).Text,
            _ => Convert.ToHexStringLower(content.Span[..Math.Min(content.Length, MaxText)]),
        };
        return text.Length <= MaxText ? text : text[..MaxText] + "…";
    }
}
