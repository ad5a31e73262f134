using Crosspath.Paths;
using Crosspath.Paths.Cutting;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>A cut with what else it does.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="At">The time in question.</param>
/// <param name="Lost">Every certificate at hand that loses its last valid path.</param>
/// <param name="History">Who is trusted.</param>
internal sealed record CutAnswer(TrustCut Cut, DateTimeOffset At, IReadOnlyList<Certificate> Lost, TrustHistory History)
{
    /// <summary>The certificate by which a store names an anchor.</summary>
    public Certificate ContainerOf(CutElement.Distrust distrust) => History.Trusts.First(trust =>
        trust.Store == distrust.Store && trust.Period.Contains(At)
        && trust.Anchor.KeyId == distrust.Anchor.KeyId && trust.Anchor.Subject.Equals(distrust.Anchor.Subject)).Anchor;
}
