using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Cli.Output;

/// <summary>A DER buffer as an indented tree: offset, header and content length, type, value.</summary>
internal static class Asn1Text
{
    /// <summary>Writes the tree.</summary>
    public static void Write(ReadOnlyMemory<byte> der, TextWriter output)
    {
        foreach (var node in Asn1Tree.Read(der))
        {
            var element = node.Element;
            var header = element.ContentStart - element.Start;
            var name = node.Type == "OBJECT IDENTIFIER" && ObjectIdentifier.TryParse(node.Value, out var oid)
                ? $" ({ObjectIdentifierNames.Of(oid)})"
                : "";
            if (name == $" ({node.Value})") name = "";
            output.WriteLine(
                $"  {element.Start,6} {header,2}+{element.Length,-6} {new string(' ', 2 * node.Depth)}{node.Type}{(node.Encapsulates ? ", encapsulates" : "")} {Printable.Text(node.Value)}{name}".TrimEnd());
        }
    }
}
