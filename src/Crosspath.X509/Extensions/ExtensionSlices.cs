using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Where the parts of one extension lie in a buffer: RFC 5280 section 4.1, Extension.</summary>
internal struct ExtensionSlices
{
    public Slice Oid;
    public bool IsCritical;
    public Slice Value;

    /// <summary>Whether a length inside is BER and not DER.</summary>
    public bool SawBer;

    /// <summary>Whether something stands after the value.</summary>
    public bool HasTrailingBytes;

    /// <summary>Reads the next extension of a list; false when it cannot be read.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref DerReader reader, out ExtensionSlices extension)
    {
        extension = default;
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return false;
        var fields = new DerReader(bytes, sequence);
        if (!fields.TryNext(DerTag.ObjectIdentifier, out var name)) return false;
        extension.Oid = Slice.Content(name);
        if (fields.TryNext(DerTag.Boolean, out var flag))
        {
            // A criticality that says neither must not pass for "not critical".
            if (flag.Length != 1) return false;
            extension.IsCritical = bytes[flag.ContentStart] != 0;
        }
        if (!fields.TryNext(DerTag.OctetString, out var octets)) return false;
        extension.Value = Slice.Content(octets);
        extension.SawBer = fields.SawBer;
        extension.HasTrailingBytes = !fields.AtEnd;
        return true;
    }
}
