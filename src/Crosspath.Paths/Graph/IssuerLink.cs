using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>What is known of who signed a certificate.</summary>
/// <param name="Issuer">The identity under whose key the signature verified; null when there is none.</param>
/// <param name="Verdict">Valid with an issuer. Without one: bad when every candidate's key was refused, unverifiable
/// when a candidate's could not be tried, null when no certificate bears the issuer's name.</param>
public readonly record struct IssuerLink(Identity? Issuer, SignatureVerdict? Verdict);
