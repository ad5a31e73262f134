using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores;

/// <summary>What one version of a store says of one certificate.</summary>
/// <param name="Certificate">The certificate that the store names.</param>
/// <param name="Limits">What its trust is limited to; <see cref="AnchorLimits.Purposes"/> is empty for a certificate that
/// is listed but no anchor.</param>
public sealed record StoreEntry(Fingerprint Certificate, AnchorLimits Limits)
{
    /// <summary>Extended key usages for which the store expressly distrusts it, whoever signed it.</summary>
    public ImmutableArray<ObjectIdentifier> DistrustedPurposes { get; init; } = [];

    /// <summary>Whether the store makes it an anchor for anything.</summary>
    public bool IsAnchor => Limits.Purposes is not { IsEmpty: true };
}
