using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>policyConstraints (RFC 5280 section 4.2.1.11), in certificates still to come before each begins to
/// count.</summary>
/// <param name="RequireExplicitPolicy">After how many an explicit policy is required; null for never.</param>
/// <param name="InhibitPolicyMapping">After how many mapping is forbidden; null for never.</param>
public sealed record PolicyConstraints(int? RequireExplicitPolicy, int? InhibitPolicyMapping)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static PolicyConstraints? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var fields = new DerReader(value.Span, sequence);
        int? explicitly = null, mapping = null;
        if (fields.PeekTag() == 0x80 && (explicitly = ReadSkipCerts(value.Span, ref fields)) is null) return null;
        if (fields.PeekTag() == 0x81 && (mapping = ReadSkipCerts(value.Span, ref fields)) is null) return null;
        return fields.AtEnd ? new PolicyConstraints(explicitly, mapping) : null;
    }

    /// <summary>Reads inhibitAnyPolicy's value (section 4.2.1.14); null when it cannot be read.</summary>
    public static int? ReadInhibitAnyPolicy(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        return reader.PeekTag() == DerTag.Integer && ReadSkipCerts(value.Span, ref reader) is { } skip && reader.AtEnd
            ? skip
            : null;
    }

    // Numbers beyond any path's length are all the same.
    private static int? ReadSkipCerts(ReadOnlySpan<byte> value, ref DerReader reader)
    {
        if (reader.Next(out var element) != DerStatus.Ok || element.Length == 0) return null;
        var octets = Slice.Content(element).Of(value);
        if ((octets[0] & 0x80) != 0) return null;
        octets = octets.TrimStart((byte)0);
        if (octets.Length > 2) return ushort.MaxValue;
        var number = 0;
        foreach (var octet in octets) number = (number << 8) | octet;
        return number;
    }
}
