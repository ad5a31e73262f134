using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Where the parts of a revocation list lie in its buffer.</summary>
internal struct RevocationListLayout
{
    public int Length;
    public Slice SignedPart;
    public Slice SignatureAlgorithm;
    public Slice Signature;
    public Slice Issuer;
    public Slice Entries;
    public Slice ExtensionList;
    public long ThisUpdateTicks;
    public long? NextUpdateTicks;

    /// <summary>Finds the parts; false with the place and the reason when the bytes are no revocation list.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out RevocationListLayout layout, out ReadError error)
    {
        layout = default;
        error = layout.Read(bytes);
        return error.Reason is null;
    }

    private ReadError Read(ReadOnlySpan<byte> bytes)
    {
        var outer = new DerReader(bytes);
        if (!outer.TryNext(DerTag.Sequence, out var list)) return new ReadError(0, "is no revocation list, or is cut off");
        Length = list.End;
        var parts = new DerReader(bytes, list);
        if (!parts.TryNext(DerTag.Sequence, out var signedPart)) return Missing(parts, "signed part");
        SignedPart = Slice.Whole(signedPart);
        if (!parts.TryNext(DerTag.Sequence, out var algorithm)) return Missing(parts, "signature algorithm");
        SignatureAlgorithm = Slice.Whole(algorithm);
        if (!parts.TryNext(DerTag.BitString, out var signature)) return Missing(parts, "signature");
        if (signature.Length > 0) Signature = new Slice(signature.ContentStart + 1, signature.Length - 1);
        return ReadSignedPart(bytes, signedPart);
    }

    private ReadError ReadSignedPart(ReadOnlySpan<byte> bytes, DerElement signedPart)
    {
        var reader = new DerReader(bytes, signedPart);
        reader.TryNext(DerTag.Integer, out _); // version, absent in version 1
        if (!reader.TryNext(DerTag.Sequence, out _)) return Missing(reader, "signed signature algorithm");
        if (!reader.TryNext(DerTag.Sequence, out var issuer)) return Missing(reader, "issuer");
        Issuer = Slice.Whole(issuer);
        if (reader.Next(out var thisUpdate) != DerStatus.Ok || !TryTime(bytes, thisUpdate, out ThisUpdateTicks))
            return Missing(reader, "time of this update");
        if (reader.PeekTag() is DerTag.UtcTime or DerTag.GeneralizedTime)
        {
            if (reader.Next(out var nextUpdate) != DerStatus.Ok || !TryTime(bytes, nextUpdate, out var ticks))
                return Missing(reader, "time of the next update");
            NextUpdateTicks = ticks;
        }
        if (reader.TryNext(DerTag.Sequence, out var entries)) Entries = Slice.Content(entries);
        if (!reader.TryNext(0xA0, out var wrapper)) return default;
        var inner = new DerReader(bytes, wrapper);
        if (inner.TryNext(DerTag.Sequence, out var extensions)) ExtensionList = Slice.Content(extensions);
        return default;
    }

    private static bool TryTime(ReadOnlySpan<byte> bytes, DerElement time, out long ticks) =>
        DerTime.TryRead(time.Tag, Slice.Content(time).Of(bytes), out ticks, out _);

    private static ReadError Missing(in DerReader reader, string what) =>
        new(reader.Position, $"has no readable {what} where it should be");
}
