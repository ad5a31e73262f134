namespace Crosspath.Clients.Simulation;

/// <summary>A certificate that may be the issuer of another.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Source">Where it was found.</param>
/// <param name="IsAnchor">Whether the chain ends with it.</param>
internal readonly record struct Candidate(CertificateFacts Certificate, Source Source, bool IsAnchor);
