using System.Buffers.Binary;

namespace Crosspath.X509;

/// <summary>
/// Microsoft's serialized certificate store (.sst), the form of its disallowed list: a header, then elements, each of
/// an id, an encoding type, a length (32 bits each, little-endian) and a value. Properties of a certificate come
/// before it and are passed over. Layout: [MS-GPEF]'s and Wine's <c>crypt32/serialize.c</c> account of it.
/// </summary>
internal static class SerializedStore
{
    private const uint End = 0;
    private const uint Certificate = 32;
    private const uint Crl = 33;

    public static IEnumerable<InputItem> Read(byte[] bytes, InputContext context)
    {
        var position = 8;
        var any = false;
        while (bytes.Length - position >= 12)
        {
            var id = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(position));
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(position + 8));
            if (id == End)
            {
                if (!any) yield return context.None("a serialized store without certificates");
                yield break;
            }

            var start = position + 12;
            if (length > bytes.Length - start) break;
            position = start + (int)length;
            if (id is not (Certificate or Crl)) continue;
            any = true;
            yield return ReadValue(bytes, start, position, context);
        }

        yield return context.Damaged(position, "a serialized store that is cut short");
    }

    private static InputItem ReadValue(byte[] bytes, int start, int end, InputContext context)
    {
        if (BerElement.At(bytes, start, end) is { IsCut: false } element)
        {
            var kind = BerContent.KindOf(bytes, element);
            var der = bytes[element.Start..element.End];
            if (kind == BerKind.Certificate) return new InputItem.FoundCertificate(context.Source, start, der);
            if (kind == BerKind.Crl) return new InputItem.FoundCrl(context.Source, start, der);
        }

        return context.Damaged(start, "a store element that holds neither certificate nor CRL");
    }
}
