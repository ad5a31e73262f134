namespace Crosspath.Census.Corpora;

/// <summary>How many leaves of one issuer there are, and how many of them were valid during any of a label's windows.</summary>
/// <param name="Issuer">The issuing identity.</param>
/// <param name="Label">The label; null for the issuer's leaves as such.</param>
/// <param name="Leaves">For a label, those whose validity touches one of its windows; else all.</param>
public readonly record struct LeafTally(ShortDigest Issuer, int? Label, long Leaves);
