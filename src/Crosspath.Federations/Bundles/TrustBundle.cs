using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>What members of a domain need to judge others.</summary>
/// <param name="Domain">Whose members.</param>
/// <param name="Anchors">Whom they trust.</param>
/// <param name="Intermediates">What helps them to find paths, without being trusted.</param>
public sealed record TrustBundle(
    FederationDomain Domain, ImmutableArray<Certificate> Anchors, ImmutableArray<Certificate> Intermediates);
