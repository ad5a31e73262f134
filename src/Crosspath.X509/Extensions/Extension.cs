using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>One extension as it stands in a certificate, revocation list or entry: RFC 5280 section 4.2.</summary>
/// <param name="Oid">What it is.</param>
/// <param name="IsCritical">Whether who does not understand it must refuse.</param>
/// <param name="Value">The content of its OCTET STRING.</param>
public readonly record struct Extension(ObjectIdentifier Oid, bool IsCritical, ReadOnlyMemory<byte> Value)
{
    internal static bool TryRead(ReadOnlyMemory<byte> bytes, ref DerReader reader, out Extension extension)
    {
        extension = default;
        if (!TryReadSlices(bytes.Span, ref reader, out var oid, out var critical, out var value)) return false;
        extension = new Extension(new ObjectIdentifier(oid.Of(bytes)), critical, value.Of(bytes));
        return true;
    }

    internal static bool TryReadSlices(
        ReadOnlySpan<byte> bytes, ref DerReader reader, out Slice oid, out bool critical, out Slice value)
    {
        (oid, critical, value) = (default, false, default);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return false;
        var fields = new DerReader(bytes, sequence);
        if (!fields.TryNext(DerTag.ObjectIdentifier, out var name)) return false;
        oid = Slice.Content(name);
        if (fields.TryNext(DerTag.Boolean, out var flag)) critical = flag.Length > 0 && bytes[flag.ContentStart] != 0;
        if (!fields.TryNext(DerTag.OctetString, out var octets)) return false;
        value = Slice.Content(octets);
        return true;
    }
}
