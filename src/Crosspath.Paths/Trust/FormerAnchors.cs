using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>A CA on a path that once was an anchor of a store and is none any more, so that the store's trust reaches it
/// only through a cross-sign.</summary>
/// <param name="Certificate">The CA's certificate on the path.</param>
/// <param name="Store">The store.</param>
/// <param name="Until">Until when it was an anchor there.</param>
public sealed record FormerAnchor(Certificate Certificate, string Store, DateTimeOffset Until);

/// <summary>Finds removed roots that are still reached. Anchors are matched by name and key.</summary>
public sealed class FormerAnchors(TrustHistory history)
{
    private readonly ILookup<Fingerprint, TrustPeriod> _byKey = history.Trusts.ToLookup(trust => trust.Anchor.KeyId);

    /// <summary>Those on a path, for some stores, as of an instant.</summary>
    public IEnumerable<FormerAnchor> On(TrustPath path, IEnumerable<string> stores, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = stores.ToArray();
        foreach (var certificate in path.Certificates.AsSpan()[..^1].ToArray())
        {
            var periods = _byKey[certificate.KeyId].Where(trust => trust.Anchor.Subject.Equals(certificate.Subject)).ToArray();
            foreach (var store in names)
            {
                var there = periods.Where(trust => trust.Store == store).ToArray();
                if (there.Length == 0 || there.Any(trust => trust.Period.Contains(at))) continue;
                var before = there.Where(trust => trust.Period.Until < at).ToArray();
                if (before.Length > 0) yield return new FormerAnchor(certificate, store, before.Max(trust => trust.Period.Until));
            }
        }
    }
}
