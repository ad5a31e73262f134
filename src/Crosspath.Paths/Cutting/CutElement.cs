using Crosspath.X509;

namespace Crosspath.Paths.Cutting;

/// <summary>Something that can be taken away to end paths.</summary>
public abstract record CutElement
{
    private CutElement() { }

    /// <summary>A certificate, which its issuer or a programme can revoke.</summary>
    /// <param name="Certificate">The certificate.</param>
    public sealed record Revocation(Certificate Certificate) : CutElement;

    /// <summary>A store's trust in an anchor, by name and key: all of the anchor's certificates.</summary>
    /// <param name="Anchor">The anchor's identity.</param>
    /// <param name="Store">The store.</param>
    public sealed record Distrust(Identity Anchor, string Store) : CutElement;
}
