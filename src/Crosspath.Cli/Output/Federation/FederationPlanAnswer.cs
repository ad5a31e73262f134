using Crosspath.Cli.Inputs;
using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath federation plan</c> found.</summary>
/// <param name="Input">What was asked.</param>
/// <param name="Plan">What is to be done.</param>
/// <param name="Before">Who trusts whom now.</param>
/// <param name="After">Who trusts whom when it is done.</param>
internal sealed record FederationPlanAnswer(
    FederationInput Input, FederationPlan Plan, TrustMatrix Before, TrustMatrix After);
