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
    public RevocationListFlaws Flaws;

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
        if (!outer.TryNext(DerTag.Sequence, out var list))
            return new ReadError(0, "is no revocation list, or is cut off");
        Length = list.End;
        var parts = new DerReader(bytes, list);
        if (!parts.TryNext(DerTag.Sequence, out var signedPart)) return Missing(parts, "signed part");
        SignedPart = Slice.Whole(signedPart);
        if (!parts.TryNext(DerTag.Sequence, out var algorithm)) return Missing(parts, "signature algorithm");
        SignatureAlgorithm = Slice.Whole(algorithm);
        if (!parts.TryNext(DerTag.BitString, out var signature)) return Missing(parts, "signature");
        if (signature.Length == 0 || bytes[signature.ContentStart] != 0)
            Flaws |= RevocationListFlaws.SignatureNotOctets;
        if (signature.Length > 0) Signature = new Slice(signature.ContentStart + 1, signature.Length - 1);
        if (!parts.AtEnd || list.End < bytes.Length) Flaws |= RevocationListFlaws.TrailingBytes;
        if (outer.SawBer || parts.SawBer) Flaws |= RevocationListFlaws.BerLength;
        return ReadSignedPart(bytes, signedPart);
    }

    private ReadError ReadSignedPart(ReadOnlySpan<byte> bytes, DerElement signedPart)
    {
        var reader = new DerReader(bytes, signedPart);
        var isVersion2 = ReadVersion(bytes, ref reader);
        if (!reader.TryNext(DerTag.Sequence, out var algorithm)) return Missing(reader, "signed signature algorithm");
        if (!Slice.Whole(algorithm).Of(bytes).SequenceEqual(SignatureAlgorithm.Of(bytes)))
            Flaws |= RevocationListFlaws.AlgorithmMismatch;
        if (!reader.TryNext(DerTag.Sequence, out var issuer)) return Missing(reader, "issuer");
        Issuer = Slice.Whole(issuer);
        if (!TryTime(bytes, ref reader, out ThisUpdateTicks)) return Missing(reader, "time of this update");
        if (reader.PeekTag() is DerTag.UtcTime or DerTag.GeneralizedTime)
        {
            if (!TryTime(bytes, ref reader, out var ticks)) return Missing(reader, "time of the next update");
            NextUpdateTicks = ticks;
        }
        // What revokes, and what limits, must not get lost: a list that is cut here is none.
        if (reader.PeekTag() == DerTag.Sequence)
        {
            if (!reader.TryNext(DerTag.Sequence, out var entries)) return Missing(reader, "list of entries");
            Entries = Slice.Content(entries);
        }
        if (reader.PeekTag() == 0xA0)
        {
            if (reader.Next(out var wrapper) != DerStatus.Ok) return Missing(reader, "list of extensions");
            if (!isVersion2) Flaws |= RevocationListFlaws.BadVersion;
            ReadExtensions(bytes, wrapper);
        }
        if (!reader.AtEnd) return Missing(reader, "end");
        if (reader.SawBer) Flaws |= RevocationListFlaws.BerLength;
        return default;
    }

    // INTEGER, absent in version 1, and 1 in version 2: section 5.1.2.1.
    private bool ReadVersion(ReadOnlySpan<byte> bytes, ref DerReader reader)
    {
        if (!reader.TryNext(DerTag.Integer, out var version)) return false;
        if (version.Length == 1 && bytes[version.ContentStart] == 1) return true;
        Flaws |= RevocationListFlaws.BadVersion;
        return false;
    }

    private void ReadExtensions(ReadOnlySpan<byte> bytes, DerElement wrapper)
    {
        var outer = new DerReader(bytes, wrapper);
        if (!outer.TryNext(DerTag.Sequence, out var list))
        {
            Flaws |= RevocationListFlaws.UnreadableExtensions;
            return;
        }
        ExtensionList = Slice.Content(list);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reader = new DerReader(bytes, list);
        while (!reader.AtEnd)
        {
            if (!ExtensionSlices.TryRead(bytes, ref reader, out var extension))
            {
                Flaws |= RevocationListFlaws.UnreadableExtensions;
                break;
            }
            if (!seen.Add(Convert.ToHexString(extension.Oid.Of(bytes)))) Flaws |= RevocationListFlaws.DuplicateExtension;
            if (extension.HasTrailingBytes) Flaws |= RevocationListFlaws.TrailingBytes;
            if (extension.SawBer) Flaws |= RevocationListFlaws.BerLength;
        }
        if (!outer.AtEnd) Flaws |= RevocationListFlaws.UnreadableExtensions; // some may follow
        if (outer.SawBer || reader.SawBer) Flaws |= RevocationListFlaws.BerLength;
    }

    private bool TryTime(ReadOnlySpan<byte> bytes, ref DerReader reader, out long ticks)
    {
        ticks = 0;
        if (reader.Next(out var time) != DerStatus.Ok) return false;
        if (!DerTime.TryRead(time.Tag, Slice.Content(time).Of(bytes), out ticks, out var isDer)) return false;
        if (!isDer) Flaws |= RevocationListFlaws.DateNotDer;
        return true;
    }

    private static ReadError Missing(in DerReader reader, string what) =>
        new(reader.Position, $"has no readable {what} where it should be");
}
