using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>An identity that somebody trusts. Its certificate is only the container for the name and the key, unless
/// the query lets it count: <see cref="AnchorChecks"/>.</summary>
/// <param name="Certificate">The container.</param>
/// <param name="Stores">Who trusts it, by name; empty when nobody said.</param>
public sealed record TrustAnchor(Certificate Certificate, ImmutableArray<string> Stores)
{
    /// <summary>An anchor that belongs to no named store.</summary>
    public TrustAnchor(Certificate certificate) : this(certificate, []) { }
}

/// <summary>What of an anchor's own certificate counts.</summary>
public enum AnchorChecks
{
    /// <summary>Only name and key, as in RFC 5280 section 6.1.1 (d).</summary>
    NameAndKey,

    /// <summary>All of it, as with the other certificates; most clients do so. That it is self-signed by a version 1
    /// certificate without extensions is no fault of an anchor.</summary>
    Certificate,
}
