using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Scenarios;

/// <summary>A what-if: changes to who trusts whom, which make another history out of one. Certificates are added by
/// building another graph, and the time is the question's own.</summary>
public sealed record Scenario
{
    /// <summary>Anchors that are distrusted.</summary>
    public ImmutableArray<AnchorDistrust> Distrusted { get; init; } = [];

    /// <summary>Stores that are gone, by name.</summary>
    public ImmutableArray<string> RemovedStores { get; init; } = [];

    /// <summary>Certificates that are revoked.</summary>
    public ImmutableArray<Revocation> Revoked { get; init; } = [];

    /// <summary>Keys that somebody else has, by SHA-256 of the subject public key info: every certificate of such a key is
    /// worthless, whoever signed it, and so is everything that it signed.</summary>
    public ImmutableArray<Fingerprint> CompromisedKeys { get; init; } = [];

    /// <summary>Whether nothing is changed.</summary>
    public bool IsEmpty =>
        Distrusted.IsEmpty && RemovedStores.IsEmpty && Revoked.IsEmpty && CompromisedKeys.IsEmpty;

    /// <summary>The history as it would be.</summary>
    /// <param name="graph">The certificates at hand, among them the siblings of compromised keys.</param>
    /// <param name="history">As it is. What the scenario does not touch stays the same object.</param>
    public TrustHistory Apply(TrustGraph graph, TrustHistory history)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(history);
        if (IsEmpty) return history;
        return new TrustHistory(
            [.. history.Stores.Except(RemovedStores)],
            [.. history.Trusts.Select(Apply).OfType<TrustPeriod>()],
            [.. history.Distrusts, .. Revocations(), .. Compromised(graph)]);
    }

    private TrustPeriod? Apply(TrustPeriod trust)
    {
        if (RemovedStores.Contains(trust.Store) || CompromisedKeys.Contains(trust.Anchor.KeyId)) return null;
        foreach (var distrust in Distrusted.Where(distrust => distrust.Concerns(trust)))
        {
            if (distrust.IssuedAfter is not { } last) return null;
            trust = trust with { Limits = trust.Limits with { IssuedBy = trust.Limits.IssuedBy.Add(new IssuanceLimit(last)) } };
        }
        return trust;
    }

    private IEnumerable<DistrustPeriod> Revocations() =>
        from revoked in Revoked
        from store in revoked.Stores.IsEmpty ? [null] : revoked.Stores.Cast<string?>()
        select new DistrustPeriod(revoked.Certificate, store, Validity.Always, "is revoked in this scenario");

    private IEnumerable<DistrustPeriod> Compromised(TrustGraph graph) =>
        graph.Certificates
            .Where(certificate => CompromisedKeys.Contains(certificate.KeyId))
            .Select(certificate => new DistrustPeriod(
                certificate.Fingerprint, null, Validity.Always, "has a key that is compromised in this scenario"));
}

/// <summary>An anchor that is distrusted. It is meant by its name and key, so all of its certificates are meant.</summary>
/// <param name="Subject">The anchor's name.</param>
/// <param name="KeyId">SHA-256 of its subject public key info.</param>
/// <param name="Store">Where; null: everywhere.</param>
/// <param name="IssuedAfter">Only for certificates issued after this instant, as root programmes do it; null: at all.</param>
public sealed record AnchorDistrust(Name Subject, Fingerprint KeyId, string? Store, DateTimeOffset? IssuedAfter = null)
{
    /// <summary>Whether a period of trust is concerned.</summary>
    public bool Concerns(TrustPeriod trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return (Store is null || Store == trust.Store) && trust.Anchor.KeyId == KeyId && trust.Anchor.Subject.Equals(Subject);
    }
}

/// <summary>A certificate that is revoked.</summary>
/// <param name="Certificate">Which.</param>
/// <param name="Stores">The stores whose clients learn of it; empty: all of them.</param>
public sealed record Revocation(Fingerprint Certificate, ImmutableArray<string> Stores);
