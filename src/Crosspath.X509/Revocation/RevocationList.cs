using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>
/// A certificate revocation list (RFC 5280 section 5), immutable, over the buffer it was read from. Its entries are
/// read as they are asked for; the first <see cref="Find"/>, or the first question about flaws, walks and indexes them.
/// </summary>
/// <remarks>The buffer must not be changed while the list is in use.</remarks>
public sealed class RevocationList
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly RevocationListLayout _layout;
    private readonly Lazy<RevocationIndex> _index;

    private RevocationList(ReadOnlyMemory<byte> raw, in RevocationListLayout layout)
    {
        (_raw, _layout) = (raw, layout);
        Fingerprint = Fingerprint.Of(raw.Span);
        _index = new Lazy<RevocationIndex>(() => new RevocationIndex(this));
        Extensions = new ExtensionList(layout.ExtensionList.Of(raw));
        IssuingDistributionPoint = Typed(ExtensionOids.IssuingDistributionPoint, X509.IssuingDistributionPoint.Read);
    }

    /// <summary>Reads a revocation list from the start of some bytes.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RevocationList? list, out ReadError error)
    {
        list = null;
        if (!RevocationListLayout.TryRead(bytes.Span, out var layout, out error)) return false;
        list = new RevocationList(bytes[..layout.Length], layout);
        return true;
    }

    /// <summary>The whole list.</summary>
    public ReadOnlyMemory<byte> Raw => _raw;

    /// <summary>SHA-256 of <see cref="Raw"/>.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>The part that is signed, with its header.</summary>
    public ReadOnlyMemory<byte> SignedPart => _layout.SignedPart.Of(_raw);

    /// <summary>The signature's AlgorithmIdentifier, with its header.</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm => _layout.SignatureAlgorithm.Of(_raw);

    /// <summary>The signature.</summary>
    public ReadOnlyMemory<byte> Signature => _layout.Signature.Of(_raw);

    /// <summary>Who issued the list.</summary>
    public Name Issuer => new(_layout.Issuer.Of(_raw));

    /// <summary>When the list was made.</summary>
    public DateTimeOffset ThisUpdate => new(_layout.ThisUpdateTicks, TimeSpan.Zero);

    /// <summary>By when the next one is due; null when it does not say.</summary>
    public DateTimeOffset? NextUpdate =>
        _layout.NextUpdateTicks is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The list's own extensions.</summary>
    public ExtensionList Extensions { get; }

    /// <summary>What the list covers; absent when it covers everything of its issuer.</summary>
    public ExtensionValue<IssuingDistributionPoint> IssuingDistributionPoint { get; }

    /// <summary>cRLNumber's content octets (section 5.2.3); empty when absent or unreadable.</summary>
    public ReadOnlyMemory<byte> Number => IntegerExtension(ExtensionOids.CrlNumber);

    /// <summary>Of a delta list, the number of the list it is to be added to (section 5.2.4); empty for a complete
    /// list.</summary>
    public ReadOnlyMemory<byte> BaseNumber => IntegerExtension(ExtensionOids.DeltaCrlIndicator);

    /// <summary>Whether the list is a delta list.</summary>
    public bool IsDelta => FindExtension(ExtensionOids.DeltaCrlIndicator) is not null;

    /// <summary>authorityKeyIdentifier's keyIdentifier; empty when absent.</summary>
    public ReadOnlyMemory<byte> AuthorityKeyIdentifier =>
        Typed(ExtensionOids.AuthorityKeyIdentifier, AuthorityKey.Read).Value?.KeyIdentifier ?? default;

    /// <summary>Whether the list, or an entry of it, has a critical extension that nobody here understands: then it
    /// must not be used to say that a certificate is good (section 5.2).</summary>
    public bool HasUnknownCriticalExtension
    {
        get
        {
            foreach (var extension in Extensions)
            {
                var oid = extension.Oid.Content;
                if (extension.IsCritical && !oid.SequenceEqual(ExtensionOids.IssuingDistributionPoint)
                    && !oid.SequenceEqual(ExtensionOids.DeltaCrlIndicator)) return true;
            }
            return _index.Value.HasUnknownCriticalExtension;
        }
    }

    /// <summary>What reading found wrong, as bits; of the entries only whether they could be read.</summary>
    public RevocationListFlaws Flaws =>
        _layout.Flaws | (_index.Value.IsWhole ? RevocationListFlaws.None : RevocationListFlaws.UnreadableEntries);

    /// <summary>What reading found wrong, in words.</summary>
    public ImmutableArray<Finding> Findings => RevocationListFindings.Describe(Flaws);

    /// <summary>Whether entries and extensions could be read to their end and mean one thing. What a list that is not
    /// whole does not name may be revoked all the same.</summary>
    public bool IsWhole => (Flaws & (RevocationListFlaws.UnreadableEntries
        | RevocationListFlaws.UnreadableExtensions | RevocationListFlaws.DuplicateExtension)) == 0;

    /// <summary>How many certificates the list names, as far as it could be read.</summary>
    public int Count => _index.Value.Count;

    internal (int Start, int End) EntriesRange =>
        (_layout.Entries.Start, _layout.Entries.Start + _layout.Entries.Length);

    /// <summary>The entries, in order; ends at one that cannot be read (see <see cref="IsWhole"/>).</summary>
    public IEnumerable<RevokedCertificate> Entries()
    {
        for (var reader = new RevocationEntryReader(this); reader.TryRead(out var entry);) yield return entry;
    }

    /// <summary>Looks a certificate up.</summary>
    /// <param name="issuer">Who issued the certificate.</param>
    /// <param name="serialNumber">Its serial number's content octets.</param>
    /// <returns>Its first entry; null when it has none.</returns>
    public RevokedCertificate? Find(Name issuer, ReadOnlySpan<byte> serialNumber) =>
        _index.Value.Find(issuer, serialNumber);

    /// <summary>The value of one of the list's extensions, or null.</summary>
    public Extension? FindExtension(ReadOnlySpan<byte> oidContent)
    {
        foreach (var extension in Extensions)
        {
            if (extension.Oid.Content.SequenceEqual(oidContent)) return extension;
        }
        return null;
    }

    /// <summary>Whether this is a delta list that may be added to a complete one (section 5.2.4): same issuer and scope,
    /// its base not younger than the complete list, itself younger.</summary>
    public bool IsDeltaOf(RevocationList complete)
    {
        ArgumentNullException.ThrowIfNull(complete);
        return IsDelta && !complete.IsDelta
            && Issuer.Equals(complete.Issuer)
            && HasScopeOf(complete)
            && Compare(BaseNumber, complete.Number) <= 0
            && Compare(Number, complete.Number) > 0;
    }

    private bool HasScopeOf(RevocationList other)
    {
        var ours = FindExtension(ExtensionOids.IssuingDistributionPoint)?.Value ?? default;
        var theirs = other.FindExtension(ExtensionOids.IssuingDistributionPoint)?.Value ?? default;
        return ours.Span.SequenceEqual(theirs.Span);
    }

    private static int Compare(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var one = left.Span.TrimStart((byte)0);
        var other = right.Span.TrimStart((byte)0);
        return one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.SequenceCompareTo(other);
    }

    private ReadOnlyMemory<byte> IntegerExtension(ReadOnlySpan<byte> oid)
    {
        if (FindExtension(oid) is not { } extension) return default;
        var reader = new DerReader(extension.Value.Span);
        return reader.TryNext(DerTag.Integer, out var number) ? Slice.Content(number).Of(extension.Value) : default;
    }

    private ExtensionValue<T> Typed<T>(ReadOnlySpan<byte> oid, Func<ReadOnlyMemory<byte>, T?> read)
        where T : class =>
        ExtensionValue<T>.From(FindExtension(oid), read);
}
