using Crosspath.Cli.Inputs;
using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>What became of a proof, for people: each fault with the path that shows it.</summary>
internal static class FederationProofText
{
    private const int Longest = 600;

    /// <summary>Writes it.</summary>
    public static void Write(FederationInput input, FederationProof proof, Terminal terminal)
    {
        using var output = terminal.OpenText();
        output.WriteLine(proof.Holds
            ? $"{input.Federation.Name}: proved: {input.Federation.Expectations.Length} expectations hold, no name is "
                + $"certified outside its realm, no trust goes on through others ({proof.Questions} searches)"
            : $"{input.Federation.Name}: {proof.Violations.Length} faults ({proof.Questions} searches)");
        foreach (var violation in proof.Violations)
        {
            output.WriteLine();
            output.WriteLine(Printable.Text(TextOf(input, violation), Longest));
            if (violation.Path is { } path)
                output.WriteLine("  " + Printable.Text(FederationWords.PathOf(path.Path), Longest));
        }
    }

    /// <summary>A fault in a sentence.</summary>
    public static string TextOf(Violation violation) => violation switch
    {
        Violation.NotTrusted missing =>
            $"{missing.Expectation} must be trusted in {missing.Viewer}, and is not: {missing.Reason}",
        Violation.Trusted trusted => $"{trusted.Expectation} must not be trusted in {trusted.Viewer}, and is",
        Violation.ForbiddenName name =>
            $"{name.Certifier} can certify {name.Host} to {name.Viewer}: the name is not its own",
        Violation.TransitiveTrust trust =>
            $"{trust.Viewer} trusts {trust.Target} through {trust.Through}, which is no hub",
        Violation.NotProved open => $"not proved: {open.Question}: {open.Budget}",
        _ => "",
    };

    private static string TextOf(FederationInput input, Violation violation) => violation switch
    {
        Violation.NotTrusted { Expectation.Line: var line } => $"{input.Path}:{line}: {TextOf(violation)}",
        Violation.Trusted { Expectation.Line: var line } => $"{input.Path}:{line}: {TextOf(violation)}",
        _ => TextOf(violation),
    };
}
