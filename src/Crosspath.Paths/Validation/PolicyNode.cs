using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.Paths.Validation;

/// <summary>A node of the lowest level of the policy graph.</summary>
/// <param name="ValidPolicy">The policy in the domain of the certificate at hand.</param>
/// <param name="Expected">What the next certificate may call it.</param>
/// <param name="Origins">What it is in the anchor's domain: the nodes above it that hang from anyPolicy. Empty for
/// anyPolicy itself.</param>
internal sealed record PolicyNode(
    ObjectIdentifier ValidPolicy,
    ImmutableSortedSet<ObjectIdentifier> Expected,
    ImmutableSortedSet<ObjectIdentifier> Origins)
{
    public bool Equals(PolicyNode? other) => other is not null
        && ValidPolicy == other.ValidPolicy
        && Expected.SetEquals(other.Expected)
        && Origins.SetEquals(other.Origins);

    public override int GetHashCode() => HashCode.Combine(ValidPolicy, Expected.Count, Origins.Count);
}
