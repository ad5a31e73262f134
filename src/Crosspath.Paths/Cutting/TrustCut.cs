using System.Collections.Immutable;
using System.Numerics;
using Crosspath.Paths.Scenarios;

namespace Crosspath.Paths.Cutting;

/// <summary>What must be revoked or distrusted so that no valid path to an identity is left.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Elements">What to take away; certificates first. Empty when nothing needs to be.</param>
/// <param name="Cost">The sum of what the elements cost.</param>
/// <param name="IsCheapest">Whether it is proved that nothing cheaper does; otherwise it ends every path, but something
/// cheaper may, too.</param>
/// <param name="PathsBefore">The valid paths of the identity's certificates now.</param>
/// <param name="PathsAfter">The same, counted again with the elements taken away: zero.</param>
public sealed record TrustCut(
    Identity Identity, ImmutableArray<CutElement> Elements, long Cost, bool IsCheapest,
    BigInteger PathsBefore, BigInteger PathsAfter)
{
    /// <summary>The cut as a what-if.</summary>
    public static Scenario ToScenario(IEnumerable<CutElement> elements)
    {
        var all = elements.ToArray();
        return new Scenario
        {
            Revoked = [.. all.OfType<CutElement.Revocation>().Select(cut => new Revocation(cut.Certificate.Fingerprint, []))],
            Distrusted = [.. all.OfType<CutElement.Distrust>()
                .Select(cut => new AnchorDistrust(cut.Anchor.Subject, cut.Anchor.KeyId, cut.Store))],
        };
    }
}
