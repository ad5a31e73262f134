using System.Buffers.Binary;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

/// <summary>Where a name lies with regard to a subtree of its kind.</summary>
internal enum NameMatch
{
    Outside,
    Inside,
    BadName,
    BadSubtree,
    Unsupported,
}

/// <summary>Whether a name lies in a subtree: RFC 5280 section 4.2.1.10, one rule a kind of name.</summary>
internal static class NameSubtree
{
    /// <summary>Whether all that a name stands for lies in a subtree.</summary>
    public static NameMatch Contains(GeneralName subtree, GeneralName name) => name.Kind switch
    {
        GeneralNameKind.DnsName => Dns(subtree.Text, name.Text),
        GeneralNameKind.Rfc822Name => Mailbox(subtree.Text, name.Text),
        GeneralNameKind.Uri => Uri(subtree.Text, name.Text),
        GeneralNameKind.IpAddress => Address(subtree.Value.Span, name.Value.Span),
        GeneralNameKind.DirectoryName => Directory(subtree.Directory, name.Directory),
        _ => NameMatch.Unsupported,
    };

    /// <summary>Whether any of what a name stands for lies in a subtree: a wildcard may stand for an excluded
    /// name.</summary>
    public static NameMatch Excludes(GeneralName subtree, GeneralName name)
    {
        var match = Contains(subtree, name);
        return match == NameMatch.Outside && name.Kind == GeneralNameKind.DnsName && MayBecome(name.Text, subtree.Text)
            ? NameMatch.Inside
            : match;
    }

    // "Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side of the name."
    // A leading dot, which RFC 5280 does not know here, is all over the real world and leaves out the name itself.
    private static NameMatch Dns(string subtree, string name)
    {
        name = name.TrimEnd('.');
        if (name.Length == 0) return NameMatch.BadName;
        return IsWithin(subtree.TrimEnd('.'), name) ? NameMatch.Inside : NameMatch.Outside;
    }

    private static bool IsWithin(string domain, string host)
    {
        if (domain.Length == 0) return true;
        if (!host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)) return false;
        if (host.Length == domain.Length) return domain[0] != '.';
        return domain[0] == '.' || host[^(domain.Length + 1)] == '.';
    }

    // The star is exactly one label, so it can become the first label of a subtree one longer than what follows it.
    private static bool MayBecome(string pattern, string subtree)
    {
        if (!pattern.StartsWith("*.", StringComparison.Ordinal)) return false;
        var dot = subtree.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && subtree[dot..].Equals(pattern[1..], StringComparison.OrdinalIgnoreCase);
    }

    // A mailbox, all mailboxes of a host, or of all hosts below a domain. Local parts are case-sensitive.
    private static NameMatch Mailbox(string subtree, string name)
    {
        var at = name.LastIndexOf('@');
        if (at <= 0 || at == name.Length - 1 || !HostName.IsWellFormedMailbox(name)) return NameMatch.BadName;
        var host = name[(at + 1)..];
        var subtreeAt = subtree.LastIndexOf('@');
        if (subtreeAt >= 0)
        {
            if (subtreeAt == 0 || subtreeAt == subtree.Length - 1) return NameMatch.BadSubtree;
            var isSame = name[..at].Equals(subtree[..subtreeAt], StringComparison.Ordinal)
                && host.Equals(subtree[(subtreeAt + 1)..], StringComparison.OrdinalIgnoreCase);
            return isSame ? NameMatch.Inside : NameMatch.Outside;
        }
        return IsHost(subtree, host) ? NameMatch.Inside : NameMatch.Outside;
    }

    // "The constraint applies to the host part of the name", which must be a domain name.
    private static NameMatch Uri(string subtree, string name)
    {
        if (HostName.OfUri(name) is not { } host) return NameMatch.BadName;
        return IsHost(subtree, host) ? NameMatch.Inside : NameMatch.Outside;
    }

    // For mail and URIs a leading dot means what lies below, and no dot the host alone.
    private static bool IsHost(string subtree, string host)
    {
        if (subtree.Length == 0) return true;
        return subtree[0] == '.'
            ? host.Length > subtree.Length && host.EndsWith(subtree, StringComparison.OrdinalIgnoreCase)
            : host.Equals(subtree, StringComparison.OrdinalIgnoreCase);
    }

    // Address and mask, in the style of RFC 4632.
    private static NameMatch Address(ReadOnlySpan<byte> subtree, ReadOnlySpan<byte> name)
    {
        if (subtree.Length is not (8 or 32)) return NameMatch.BadSubtree;
        if (name.Length is not (4 or 16)) return NameMatch.BadName;
        if (!IsContiguous(subtree[(subtree.Length / 2)..])) return NameMatch.BadSubtree;
        if (subtree.Length != 2 * name.Length) return NameMatch.Outside;
        for (var i = 0; i < name.Length; i++)
        {
            var mask = subtree[name.Length + i];
            if ((name[i] & mask) != (subtree[i] & mask)) return NameMatch.Outside;
        }
        return NameMatch.Inside;
    }

    private static bool IsContiguous(ReadOnlySpan<byte> mask)
    {
        var bits = mask.Length == 4
            ? new UInt128(0, BinaryPrimitives.ReadUInt32BigEndian(mask)) << 96
            : BinaryPrimitives.ReadUInt128BigEndian(mask);
        var inverse = ~bits;
        if (mask.Length == 4) inverse &= ~(UInt128.MaxValue >> 32);
        var firstZero = (int)UInt128.LeadingZeroCount(inverse);
        return UInt128.PopCount(bits) == (UInt128)Math.Min(firstZero, 8 * mask.Length);
    }

    // The subtree's relative names are the first of the name's. Canonical forms are series of relative names, each of
    // which tells its own length, so a prefix of one is a prefix of the other.
    private static NameMatch Directory(Name subtree, Name name) =>
        name.ToCanonicalForm().AsSpan().StartsWith(subtree.ToCanonicalForm()) ? NameMatch.Inside : NameMatch.Outside;
}
