using System.CommandLine;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation</c>: agreements between PKIs, planned, applied and proved.</summary>
internal static class FederationCommand
{
    /// <summary>The command with all that are below it.</summary>
    public static Command Create(Terminal terminal) => new("federation", """
        Run trust between PKIs that stay apart: plan agreements, sign them, prove them, end them.

        What ought to be stands in federation.yaml; what is, in files. Private keys never leave their domain, and each
        domain can run its half alone (--domain): what crosses a border is a file in the exchange folder.

        Examples:
          crosspath federation init demo --example pair       a federation to try everything on
          crosspath federation plan demo/federation.yaml      what would be done, and who trusts whom then
          crosspath federation apply demo/federation.yaml     do it; safe to repeat, and to interrupt anywhere
          crosspath federation verify demo/federation.yaml    prove that every expectation holds, and nothing else
          crosspath federation cutoff south --file demo/federation.yaml
        """)
    {
        FederationInitCommand.Create(terminal),
        FederationPlanCommand.Create(terminal),
        FederationApplyCommand.Create(terminal),
        FederationVerifyCommand.Create(terminal),
        FederationStatusCommand.Create(terminal),
        FederationBundleCommand.Create(terminal),
        FederationRolloverCommand.Create(terminal),
        FederationCutoffCommand.Create(terminal),
        FederationPublishCommand.Create(terminal),
        FederationCallCommand.Create(terminal),
    };
}
