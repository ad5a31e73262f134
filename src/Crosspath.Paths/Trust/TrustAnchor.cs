using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>An identity that somebody trusts. Its certificate is only the container for the name and the key, unless
/// the query lets it count: <see cref="AnchorChecks"/>.</summary>
/// <param name="Certificate">The container.</param>
/// <param name="Trusts">Who trusts it, and within which limits; at least one.</param>
public sealed record TrustAnchor(Certificate Certificate, ImmutableArray<StoreTrust> Trusts)
{
    /// <summary>An anchor that is trusted without limits by nobody in particular.</summary>
    public TrustAnchor(Certificate certificate) : this(certificate, [StoreTrust.Unnamed]) { }

    /// <summary>An anchor that some stores trust without limits.</summary>
    public TrustAnchor(Certificate certificate, ImmutableArray<string> stores)
        : this(certificate, [.. stores.Select(store => new StoreTrust(store, AnchorLimits.None))]) { }

    /// <summary>The stores that trust it, by name.</summary>
    public ImmutableArray<string> Stores => [.. Trusts.Select(trust => trust.Store).Where(store => store.Length > 0).Distinct()];
}

/// <summary>One store's trust in an anchor.</summary>
/// <param name="Store">The store's name; empty for trust that no store stands for.</param>
/// <param name="Limits">What the trust is limited to.</param>
public sealed record StoreTrust(string Store, AnchorLimits Limits)
{
    /// <summary>Trust without limits, of nobody in particular.</summary>
    public static StoreTrust Unnamed { get; } = new("", AnchorLimits.None);
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
