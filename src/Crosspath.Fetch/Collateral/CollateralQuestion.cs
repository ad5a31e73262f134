using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>What is looked for.</summary>
/// <param name="Targets">Whose issuers, and whose and whose issuers' status.</param>
/// <param name="AtHand">Certificates that may lie above them.</param>
/// <param name="Kinds">What of it.</param>
public sealed record CollateralQuestion(
    IReadOnlyList<Certificate> Targets, IReadOnlyList<Certificate> AtHand, CollateralKinds Kinds);
