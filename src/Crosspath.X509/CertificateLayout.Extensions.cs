using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>The extensions that nearly every question needs are found in the same pass; the rest stays a list.</summary>
internal partial struct CertificateLayout
{
    private void ReadExtensions(ReadOnlySpan<byte> bytes, DerElement wrapper)
    {
        var outer = new DerReader(bytes, wrapper);
        if (outer.Next(DerTag.Sequence, out var list) != DerStatus.Ok)
        {
            Flaws |= CertificateFlaws.UnreadableExtensions;
            return;
        }
        if (!outer.AtEnd) Flaws |= CertificateFlaws.UnreadableExtensions; // some may follow
        ExtensionList = Slice.Content(list);

        var reader = new DerReader(bytes, list);
        var others = 0;
        ulong seen = 0;
        while (!reader.AtEnd)
        {
            if (!ExtensionSlices.TryRead(bytes, ref reader, out var extension))
            {
                Flaws |= CertificateFlaws.UnreadableExtensions;
                break;
            }
            if (extension.SawBer) Flaws |= CertificateFlaws.BerLength;
            if (extension.HasTrailingBytes) Flaws |= CertificateFlaws.TrailingBytes;
            var name = extension.Oid.Of(bytes);
            // id-ce: 2.5.29.n, with n up to 63 in RFC 5280 and X.509.
            if (name.Length != 3 || name[0] != 0x55 || name[1] != 0x1D || name[2] >= 64)
            {
                others++;
                continue;
            }
            var bit = 1UL << name[2];
            if ((seen & bit) != 0)
            {
                Flaws |= CertificateFlaws.DuplicateExtension;
                continue;
            }
            seen |= bit;
            ReadKnownExtension(bytes, name[2], extension.Value);
        }
        if (reader.SawBer || outer.SawBer) Flaws |= CertificateFlaws.BerLength;
        if (others > 1 && HasDuplicates(bytes, list, others)) Flaws |= CertificateFlaws.DuplicateExtension;
    }

    private void ReadKnownExtension(ReadOnlySpan<byte> bytes, byte number, Slice value)
    {
        var read = number switch
        {
            14 => ReadSubjectKeyIdentifier(bytes, value),
            15 => ReadKeyUsage(bytes, value),
            19 => ReadBasicConstraints(bytes, value),
            35 => ReadAuthorityKeyIdentifier(bytes, value),
            _ => true,
        };
        if (!read) Flaws |= CertificateFlaws.MalformedExtension;
    }

    private bool ReadSubjectKeyIdentifier(ReadOnlySpan<byte> bytes, Slice value)
    {
        var reader = Over(bytes, value);
        if (!reader.TryNext(DerTag.OctetString, out var octets)) return false;
        SubjectKeyIdentifier = Slice.Content(octets);
        return reader.AtEnd;
    }

    private bool ReadAuthorityKeyIdentifier(ReadOnlySpan<byte> bytes, Slice value)
    {
        var reader = Over(bytes, value);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return false;
        var fields = new DerReader(bytes, sequence);
        while (!fields.AtEnd)
        {
            if (fields.Next(out var field) != DerStatus.Ok) return false;
            if (field.Tag == 0x80) AuthorityKeyIdentifier = Slice.Content(field);
        }
        return reader.AtEnd;
    }

    private bool ReadKeyUsage(ReadOnlySpan<byte> bytes, Slice value)
    {
        HasKeyUsage = true;
        var reader = Over(bytes, value);
        if (!reader.TryNext(DerTag.BitString, out var bits)) return false;
        return NamedBits.TryRead(Slice.Content(bits).Of(bytes), out KeyUsage) && reader.AtEnd;
    }

    private bool ReadBasicConstraints(ReadOnlySpan<byte> bytes, Slice value)
    {
        BasicConstraints = BasicConstraintsKind.Malformed;
        var reader = Over(bytes, value);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return false;
        var fields = new DerReader(bytes, sequence);
        var isCa = false;
        if (fields.TryNext(DerTag.Boolean, out var flag))
        {
            if (flag.Length != 1) return false;
            isCa = bytes[flag.ContentStart] != 0;
        }
        if (fields.TryNext(DerTag.Integer, out var limit))
        {
            // A limit beyond any path is no limit; a negative one means nothing.
            if (limit.Length == 0 || (bytes[limit.ContentStart] & 0x80) != 0) return false;
            PathLength = ReadSmallInteger(Slice.Content(limit).Of(bytes));
        }
        BasicConstraints = isCa ? BasicConstraintsKind.Ca : BasicConstraintsKind.NotCa;
        return fields.AtEnd && reader.AtEnd;
    }

    private static int ReadSmallInteger(ReadOnlySpan<byte> octets)
    {
        octets = octets.TrimStart((byte)0);
        if (octets.Length > 3) return -1;
        var value = 0;
        foreach (var octet in octets) value = (value << 8) | octet;
        return value;
    }

    private static DerReader Over(ReadOnlySpan<byte> bytes, Slice slice) =>
        new(bytes, slice.Start, slice.Start + slice.Length);

    // Off the hot path: only for certificates with more than one extension outside 2.5.29.
    private static bool HasDuplicates(ReadOnlySpan<byte> bytes, DerElement list, int others)
    {
        if (others > 8) return HasDuplicatesAmongMany(bytes, list);
        Span<Slice> seen = stackalloc Slice[8];
        var count = 0;
        var reader = new DerReader(bytes, list);
        while (ExtensionSlices.TryRead(bytes, ref reader, out var extension))
        {
            var name = extension.Oid.Of(bytes);
            if (name.Length == 3 && name[0] == 0x55 && name[1] == 0x1D && name[2] < 64) continue;
            foreach (var earlier in seen[..count])
            {
                if (earlier.Of(bytes).SequenceEqual(name)) return true;
            }
            seen[count++] = extension.Oid;
        }
        return false;
    }

    private static bool HasDuplicatesAmongMany(ReadOnlySpan<byte> bytes, DerElement list)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reader = new DerReader(bytes, list);
        while (ExtensionSlices.TryRead(bytes, ref reader, out var extension))
        {
            if (!seen.Add(Convert.ToHexString(extension.Oid.Of(bytes)))) return true;
        }
        return false;
    }
}
