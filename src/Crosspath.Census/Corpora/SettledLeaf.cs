using Crosspath.X509;

namespace Crosspath.Census.Corpora;

/// <summary>Who signed a leaf.</summary>
/// <param name="Leaf">The leaf's fingerprint.</param>
/// <param name="Issuer">A digest of the asker's that stands for the identity whose key verified its signature.</param>
public readonly record struct SettledLeaf(Fingerprint Leaf, ShortDigest Issuer);
