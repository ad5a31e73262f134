using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>
/// Finds the entries of a revocation list by serial number. Of each entry it keeps its place and not its contents: 20
/// bytes and a share of a table, so that a list of ten megabytes stays within the memory of a few.
/// </summary>
internal sealed class RevocationIndex
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly List<Name> _issuers = [];
    private readonly List<Place> _places = [];
    private readonly int[] _first;

    /// <param name="Start">Where the entry begins.</param>
    /// <param name="Issuer">Which of the certificate issuers it is about.</param>
    /// <param name="Hash">Of its serial number.</param>
    private readonly record struct Place(int Start, int Issuer, int Hash)
    {
        /// <summary>The next entry in the same slot of the table; -1 for none.</summary>
        public int Next { get; init; }
    }

    /// <summary>Walks all entries of a list.</summary>
    public RevocationIndex(RevocationList list)
    {
        _raw = list.Raw;
        var reader = new RevocationEntryReader(list);
        while (reader.TryRead(out var entry))
        {
            HasUnknownCriticalExtension |= entry.HasUnknownCriticalExtension;
            if (_issuers.Count == 0 || !SameBytes(_issuers[^1], entry.CertificateIssuer))
                _issuers.Add(entry.CertificateIssuer);
            _places.Add(new Place(reader.Start, _issuers.Count - 1, HashOf(entry.SerialNumber.Span)));
        }
        IsWhole = reader.AtEnd;
        _first = Link();
    }

    /// <summary>How many entries there are, as far as they could be read.</summary>
    public int Count => _places.Count;

    /// <summary>Whether the entries could be read to their end.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether an entry has a critical extension that nobody here understands.</summary>
    public bool HasUnknownCriticalExtension { get; }

    /// <summary>The first entry of a certificate; null when it has none.</summary>
    public RevokedCertificate? Find(Name issuer, ReadOnlySpan<byte> serialNumber)
    {
        serialNumber = Shortest(serialNumber);
        var hash = HashOf(serialNumber);
        var refuted = -1; // entries of one issuer follow each other, and names are dear to compare
        for (var at = _first[Slot(hash, _first.Length)]; at >= 0; at = _places[at].Next)
        {
            var place = _places[at];
            if (place.Hash != hash || place.Issuer == refuted) continue;
            var entry = Read(place);
            if (!Shortest(entry.SerialNumber.Span).SequenceEqual(serialNumber)) continue;
            if (entry.CertificateIssuer.Equals(issuer)) return entry;
            refuted = place.Issuer;
        }
        return null;
    }

    // Backwards, so that each slot's entries come in the order of the list.
    private int[] Link()
    {
        var first = new int[Math.Max(1, _places.Count)];
        Array.Fill(first, -1);
        for (var i = _places.Count - 1; i >= 0; i--)
        {
            ref var head = ref first[Slot(_places[i].Hash, first.Length)];
            _places[i] = _places[i] with { Next = head };
            head = i;
        }
        return first;
    }

    private RevokedCertificate Read(Place place)
    {
        var reader = new DerReader(_raw.Span, place.Start, _raw.Length);
        reader.Next(out var element);
        RevokedCertificate.TryRead(_raw, element, _issuers[place.Issuer], out var entry);
        return entry;
    }

    private static int Slot(int hash, int slots) => (int)(unchecked((uint)hash) % (uint)slots);

    // With the process's own seed, so that nobody can choose serial numbers that share a slot.
    private static int HashOf(ReadOnlySpan<byte> serialNumber)
    {
        var hash = new HashCode();
        hash.AddBytes(Shortest(serialNumber));
        return hash.ToHashCode();
    }

    // Serial numbers are integers: octets that only repeat the sign do not matter (X.690 section 8.3.2).
    private static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> octets)
    {
        while (octets.Length > 1 && (octets[0] == 0 ? octets[1] < 0x80 : octets[0] == 0xFF && octets[1] >= 0x80))
            octets = octets[1..];
        return octets;
    }

    private static bool SameBytes(Name left, Name right) => left.Raw.Span.SequenceEqual(right.Raw.Span);
}
