using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>Whether name constraints stay within the issuer's: a subtree of names within a subtree of names (RFC 5280
/// section 4.2.1.10, one rule a kind).</summary>
internal static class NameBounds
{
    /// <summary>Permitted names that the issuer itself may not certify.</summary>
    public static IEnumerable<string> Check(Certificate certificate, Certificate issuer)
    {
        if (issuer.NameConstraints.Value is not { } outer) yield break;
        foreach (var name in certificate.NameConstraints.Value?.Permitted ?? [])
        {
            var permitted = OfKind(outer.Permitted, name).ToList();
            if (permitted.Count > 0 && !permitted.Any(subtree => Contains(subtree, name)))
                yield return $"the issuer itself is not permitted {name}";
            if (OfKind(outer.Excluded, name).FirstOrDefault(
                subtree => Contains(subtree, name)) is { Value.Length: > 0 } excluded)
                yield return $"{name} lies in {excluded}, from which the issuer is excluded";
        }
    }

    private static IEnumerable<GeneralName> OfKind(ImmutableArray<GeneralName>? names, GeneralName name) =>
        (names ?? []).Where(subtree => subtree.Kind == name.Kind);

    private static bool Contains(GeneralName outer, GeneralName inner) => outer.Kind switch
    {
        GeneralNameKind.DnsName => IsDomainWithin(outer.Text, inner.Text),
        GeneralNameKind.Rfc822Name => IsMailWithin(outer.Text, inner.Text),
        GeneralNameKind.Uri => IsHostWithin(outer.Text, inner.Text),
        GeneralNameKind.IpAddress => IsRangeWithin(outer.Value.Span, inner.Value.Span),
        GeneralNameKind.DirectoryName =>
            inner.Directory.ToCanonicalForm().AsSpan().StartsWith(outer.Directory.ToCanonicalForm()),
        _ => outer.Value.Span.SequenceEqual(inner.Value.Span),
    };

    // A leading dot, which is not RFC 5280's here, leaves out the name itself.
    private static bool IsDomainWithin(string outer, string inner)
    {
        if (outer.Length == 0) return true;
        if (!inner.EndsWith(outer, StringComparison.OrdinalIgnoreCase)) return false;
        if (inner.Length == outer.Length) return true;
        return outer[0] == '.' || inner[^(outer.Length + 1)] == '.';
    }

    // A mailbox; the mailboxes of a host; with a dot, those of the hosts below a domain.
    private static bool IsMailWithin(string outer, string inner)
    {
        var at = inner.LastIndexOf('@');
        return outer.Contains('@', StringComparison.Ordinal)
            ? outer.Equals(inner, StringComparison.OrdinalIgnoreCase)
            : IsHostWithin(outer, inner[(at + 1)..]);
    }

    private static bool IsHostWithin(string outer, string inner)
    {
        if (outer.Length == 0) return true;
        return outer[0] == '.'
            ? inner.Length >= outer.Length && inner.EndsWith(outer, StringComparison.OrdinalIgnoreCase)
            : outer.Equals(inner, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsRangeWithin(ReadOnlySpan<byte> outer, ReadOnlySpan<byte> inner)
    {
        if (outer.Length != inner.Length || outer.Length % 2 != 0) return false;
        var half = outer.Length / 2;
        for (var i = 0; i < half; i++)
        {
            var mask = outer[half + i];
            if ((inner[half + i] & mask) != mask || (inner[i] & mask) != (outer[i] & mask)) return false;
        }
        return true;
    }
}
