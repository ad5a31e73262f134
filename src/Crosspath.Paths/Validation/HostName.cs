using System.Net;
using Crosspath.X509;

namespace Crosspath.Paths.Validation;

/// <summary>
/// Whether a certificate is for the host, address or mailbox that somebody meant: RFC 9525 (which replaced RFC 6125).
/// Only subject alternative names count, never the common name.
/// </summary>
public static class HostName
{
    /// <summary>Whether a certificate is for a name.</summary>
    /// <param name="certificate">The target.</param>
    /// <param name="reference">A host name, an IP address, or with an @ a mailbox.</param>
    public static bool Matches(Certificate certificate, string reference)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(reference);
        var names = certificate.SubjectAlternativeName.Value?.Names ?? [];
        if (reference.Contains('@', StringComparison.Ordinal))
            return names.Any(name => name.Kind == GeneralNameKind.Rfc822Name && IsMailbox(name.Text, reference));
        if (IPAddress.TryParse(reference.Trim('[', ']'), out var address))
        {
            var octets = address.GetAddressBytes();
            return names.Any(name => name.Kind == GeneralNameKind.IpAddress && name.Value.Span.SequenceEqual(octets));
        }
        var host = reference.EndsWith('.') ? reference[..^1] : reference;
        return names.Any(name => name.Kind == GeneralNameKind.DnsName && MatchesPattern(name.Text, host));
    }

    /// <summary>Whether a name is a domain or lies below it, as name constraints mean it (RFC 5280 section 4.2.1.10).</summary>
    internal static bool IsWithin(string name, string domain)
    {
        var bare = domain.TrimStart('.');
        return name.Equals(bare, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + bare, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>RFC 9525 section 6.3: a wildcard is the whole left-most label and stands for exactly one.</summary>
    internal static bool MatchesPattern(string pattern, string host)
    {
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
            return pattern.Equals(host, StringComparison.OrdinalIgnoreCase);
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && pattern.Length > 2 && !pattern[1..].Contains('*', StringComparison.Ordinal)
            && pattern[1..].Equals(host[dot..], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The preferred name syntax of RFC 1034 section 3.5, with digits first allowed (RFC 1123 section 2.1).</summary>
    internal static bool IsWellFormedDnsName(string name, bool mayBeWildcard)
    {
        if (mayBeWildcard && name.StartsWith("*.", StringComparison.Ordinal)) name = name[2..];
        if (name.Length is 0 or > 253 || IPAddress.TryParse(name, out _)) return false;
        return name.Split('.').All(IsLabel);
    }

    /// <summary>A mailbox of RFC 5321 section 4.1.2: a local part of printable ASCII, an @, a domain name.</summary>
    internal static bool IsWellFormedMailbox(string mailbox)
    {
        var at = mailbox.LastIndexOf('@');
        return at > 0
            && IsWellFormedDnsName(mailbox[(at + 1)..], mayBeWildcard: false)
            && mailbox[..at].All(character => character is > ' ' and <= '~')
            && (mailbox[0] == '"' || !mailbox[..at].Contains('@', StringComparison.Ordinal));
    }

    /// <summary>The host of a URI when it is a domain name; null when there is none or it is an address.</summary>
    internal static string? OfUri(string uri)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0) return null;
        var authority = uri[(scheme + 3)..];
        var end = authority.AsSpan().IndexOfAny('/', '?', '#');
        if (end >= 0) authority = authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith('[')) return null;
        var port = authority.IndexOf(':', StringComparison.Ordinal);
        if (port >= 0) authority = authority[..port];
        return IsWellFormedDnsName(authority.TrimEnd('.'), mayBeWildcard: false) ? authority.TrimEnd('.') : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-' && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private static bool IsMailbox(string name, string reference)
    {
        var at = reference.LastIndexOf('@');
        return name.Length == reference.Length
            && name[..at].Equals(reference[..at], StringComparison.Ordinal)
            && name[at..].Equals(reference[at..], StringComparison.OrdinalIgnoreCase);
    }
}
