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
        if (!ExtensionSlices.TryRead(bytes.Span, ref reader, out var slices)) return false;
        var oid = new ObjectIdentifier(slices.Oid.Of(bytes));
        extension = new Extension(oid, slices.IsCritical, slices.Value.Of(bytes));
        return true;
    }
}
