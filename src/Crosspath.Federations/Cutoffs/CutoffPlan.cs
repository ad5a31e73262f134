using System.Collections.Immutable;
using System.Numerics;

namespace Crosspath.Federations;

/// <summary>What has to be revoked so that no other domain trusts a domain any more.</summary>
/// <param name="Domain">Which.</param>
/// <param name="Cut">The cheapest set of cross-certificates that does it.</param>
/// <param name="IsCheapest">Whether it is proved that fewer do not.</param>
/// <param name="Rest">Further cross-certificates that end with it: what the domain issued, and what the cut made
/// worthless.</param>
/// <param name="PathsBefore">Valid paths from other domains' anchors to the domain's CAs now.</param>
/// <param name="PathsAfter">The same with the cut: none.</param>
/// <param name="Notices">When each other domain notices.</param>
public sealed record CutoffPlan(
    string Domain, ImmutableArray<IssuedCross> Cut, bool IsCheapest, ImmutableArray<IssuedCross> Rest,
    BigInteger PathsBefore, BigInteger PathsAfter, ImmutableArray<CutoffNotice> Notices);

/// <summary>When a domain's members notice, at the latest, that another one is cut off. Times are for those who look:
/// a list that they have is good until its nextUpdate, an OCSP answer for its lifetime.</summary>
/// <param name="Viewer">Whose members.</param>
/// <param name="Cross">The certificate of the cut over which they trusted.</param>
/// <param name="ByList">For those who check revocation lists; null when the certificate names none.</param>
/// <param name="ByOcsp">For those who ask OCSP; null when the certificate names no service.</param>
/// <param name="BundleAt">When every member has the new trust bundle. That alone helps nobody, since the domain that is
/// cut off can serve the certificate itself.</param>
/// <param name="Otherwise">For those who check nothing: when the certificate ends.</param>
public sealed record CutoffNotice(
    string Viewer, IssuedCross Cross, DateTimeOffset? ByList, DateTimeOffset? ByOcsp, DateTimeOffset BundleAt,
    DateTimeOffset Otherwise);
