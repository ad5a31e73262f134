using System.Text.Json;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Web.Certificates;

/// <summary>A certificate with its bytes, and with its tree where that is wanted.</summary>
internal static class InspectedJson
{
    /// <summary>Writes an object.</summary>
    public static void Write(Utf8JsonWriter json, Certificate certificate, bool withTree)
    {
        json.WriteStartObject();
        InspectJson.WriteMembers(json, certificate);
        json.WriteString("name", certificate.Subject.FriendlyText);
        json.WriteBase64String("der", certificate.Raw.Span);
        if (withTree) WriteTree(json, certificate.Raw);
        json.WriteEndObject();
    }

    private static void WriteTree(Utf8JsonWriter json, ReadOnlyMemory<byte> der)
    {
        json.WriteStartArray("asn1");
        foreach (var node in Asn1Tree.Read(der))
        {
            var name = node.Type == "OBJECT IDENTIFIER" && ObjectIdentifier.TryParse(node.Value, out var oid) ? ObjectIdentifierNames.Of(oid) : null;
            json.WriteStartObject();
            json.WriteNumber("depth", node.Depth);
            json.WriteNumber("offset", node.Element.Start);
            json.WriteNumber("headerLength", node.Element.ContentStart - node.Element.Start);
            json.WriteNumber("length", node.Element.Length);
            json.WriteString("type", node.Type);
            json.WriteString("value", node.Value);
            json.WriteString("name", name == node.Value ? null : name);
            json.WriteBoolean("encapsulates", node.Encapsulates);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
