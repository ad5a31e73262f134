using Crosspath.Paths.Cutting;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>A cut with what else it does.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="At">The time in question.</param>
/// <param name="Lost">Every certificate at hand that loses its last valid path.</param>
internal sealed record CutAnswer(TrustCut Cut, DateTimeOffset At, IReadOnlyList<Certificate> Lost);
