using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>
/// A distinguished name (RFC 5280 section 4.1.2.4), kept as the DER it came in. Equality is that of RFC 5280 section
/// 7.1: string type, letter case and white space do not matter; see <see cref="NameCanonicalForm"/>.
/// <see cref="ToString"/> is RFC 4514.
/// </summary>
public readonly struct Name : IEquatable<Name>
{
    private readonly ReadOnlyMemory<byte> _raw;

    /// <summary>Wraps a name's DER: a SEQUENCE with its header.</summary>
    public Name(ReadOnlyMemory<byte> raw) => _raw = raw;

    /// <summary>The DER as it stands in the certificate.</summary>
    public ReadOnlyMemory<byte> Raw => _raw;

    /// <summary>Whether the name has no attribute at all.</summary>
    public bool IsEmpty => Attributes().Count == 0;

    /// <summary>The attributes, in order of the encoding. Ends at what cannot be read.</summary>
    public IReadOnlyList<NameAttribute> Attributes()
    {
        TryReadAttributes(out var attributes);
        return attributes;
    }

    /// <summary>The values of one attribute as text, in order, such as those of common name (2.5.4.3).</summary>
    public IEnumerable<string> Values(ObjectIdentifier type) =>
        Attributes().Where(attribute => attribute.Type == type).Select(attribute => attribute.Text);

    /// <summary>What people call the subject: the last common name, else the last organizational unit or organization,
    /// else the whole name.</summary>
    public string FriendlyText =>
        Values(NameAttribute.CommonName).LastOrDefault()
        ?? Values(NameAttribute.OrganizationalUnit).LastOrDefault()
        ?? Values(NameAttribute.Organization).LastOrDefault()
        ?? ToString();

    /// <summary>This name with one more relative name at its end (RFC 5280 section 4.2.1.13,
    /// nameRelativeToCRLIssuer).</summary>
    /// <param name="relativeName">The content of the RelativeDistinguishedName.</param>
    public Name With(ReadOnlyMemory<byte> relativeName)
    {
        var reader = new DerReader(_raw.Span);
        if (reader.Next(out var sequence) != DerStatus.Ok) return this;
        var names = Slice.Content(sequence).Of(_raw.Span);
        return new Name(Wrap(DerTag.Sequence, [.. names, .. Wrap(DerTag.Set, relativeName.Span)]));
    }

    /// <summary>The bytes that equal names have in common.</summary>
    public byte[] ToCanonicalForm() => NameCanonicalForm.Of(this);

    /// <summary>How two names that are equal nevertheless differ in their bytes, for people; null when they do not, or
    /// when they are not equal.</summary>
    public string? DescribeByteDifference(Name other) => NameDifference.Describe(this, other);

    /// <inheritdoc/>
    public bool Equals(Name other) =>
        _raw.Span.SequenceEqual(other._raw.Span) || ToCanonicalForm().AsSpan().SequenceEqual(other.ToCanonicalForm());

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Name other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(ToCanonicalForm());
        return hash.ToHashCode();
    }

    /// <summary>RFC 4514: the last relative name first, values escaped. An empty name is an empty text.</summary>
    public override string ToString() => NameText.Of(this);

#pragma warning disable CS1591 // the usual operators
    public static bool operator ==(Name left, Name right) => left.Equals(right);
    public static bool operator !=(Name left, Name right) => !left.Equals(right);
#pragma warning restore CS1591

    /// <summary>Reads the attributes; false when the name is malformed, and then those before the fault are given. An
    /// empty relative name, which X.501 does not allow, hides none behind it.</summary>
    internal bool TryReadAttributes(out List<NameAttribute> attributes)
    {
        attributes = [];
        var outer = new DerReader(_raw.Span);
        if (outer.Next(DerTag.Sequence, out var sequence) != DerStatus.Ok) return false;
        var sets = new DerReader(_raw.Span, sequence);
        var isWellFormed = true;
        for (var rdn = 0; !sets.AtEnd; rdn++)
        {
            if (!sets.TryNext(DerTag.Set, out var set)) return false;
            isWellFormed &= set.Length > 0;
            var pairs = new DerReader(_raw.Span, set);
            while (!pairs.AtEnd)
            {
                if (!pairs.TryNext(DerTag.Sequence, out var pair)) return false;
                if (!TryReadAttribute(pair, rdn, out var attribute)) return false;
                attributes.Add(attribute);
            }
        }
        return isWellFormed;
    }

    // An OCTET STRING with another tag: the platform's writer would refuse parts that are BER, which ours may be.
    private static byte[] Wrap(byte tag, ReadOnlySpan<byte> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(content);
        var encoded = writer.Encode();
        encoded[0] = tag;
        return encoded;
    }

    private bool TryReadAttribute(DerElement pair, int rdn, out NameAttribute attribute)
    {
        attribute = default;
        var reader = new DerReader(_raw.Span, pair);
        if (!reader.TryNext(DerTag.ObjectIdentifier, out var type)) return false;
        if (reader.Next(out var value) != DerStatus.Ok || !reader.AtEnd) return false;
        attribute = new NameAttribute(
            rdn,
            new ObjectIdentifier(Slice.Content(type).Of(_raw)),
            value.Tag,
            Slice.Content(value).Of(_raw),
            Slice.Whole(value).Of(_raw));
        return true;
    }
}
