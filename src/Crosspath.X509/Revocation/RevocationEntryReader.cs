using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>Steps through the entries of a revocation list, from each to the next carrying the certificate issuer (RFC
/// 5280 section 5.3.3).</summary>
internal struct RevocationEntryReader
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly int _end;
    private int _position;
    private Name _issuer;

    /// <summary>A reader at a list's first entry.</summary>
    public RevocationEntryReader(RevocationList list)
    {
        _raw = list.Raw;
        _issuer = list.Issuer;
        (_position, _end) = list.EntriesRange;
    }

    /// <summary>Where the entry that was read last begins.</summary>
    public int Start { get; private set; }

    /// <summary>Whether all entries were read.</summary>
    public readonly bool AtEnd => _position >= _end;

    /// <summary>Reads the next; false at the end, and at one that cannot be read.</summary>
    public bool TryRead(out RevokedCertificate entry)
    {
        entry = default;
        var reader = new DerReader(_raw.Span, _position, _end);
        if (!reader.TryNext(DerTag.Sequence, out var element)) return false;
        if (!RevokedCertificate.TryRead(_raw, element, _issuer, out entry)) return false;
        (Start, _position, _issuer) = (_position, reader.Position, entry.CertificateIssuer);
        return true;
    }
}
