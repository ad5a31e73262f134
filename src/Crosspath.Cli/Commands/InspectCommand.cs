using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath inspect</c>: what stands in certificates and revocation lists.</summary>
internal static class InspectCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "PEM, DER, PKCS#7, PKCS#12, Java key stores, gzip of these, folders; '-' reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var asn1 = new Option<bool>("--asn1") { Description = "Show the DER as a tree." };
        var json = new Option<bool>("--json") { Description = "Print a JSON array, one object a certificate." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 when any part of the input cannot be read." };
        var command = new Command("inspect", """
            Show certificates and revocation lists: names, keys, validity, constraints, and what is wrong with them.

            Examples:
              crosspath inspect leaf.pem
              crosspath inspect /etc/ssl/certs --json
              openssl s_client -showcerts -connect example.org:443 </dev/null | crosspath inspect -
              crosspath inspect odd.der --asn1
            """) { files, asn1, json, strict };
        command.SetAction(line =>
        {
            IInspectionWriter writer = line.GetValue(json)
                ? new InspectJson(terminal.Output)
                : new InspectText(terminal.OpenText(), line.GetValue(asn1));
            return Run(line.GetValue(files)!, writer, new InputReport(terminal), line.GetValue(strict));
        });
        return command;
    }

    // Item by item, so that a bundle of any length passes through.
    private static int Run(string[] files, IInspectionWriter writer, InputReport report, bool isStrict)
    {
        using (writer)
        {
            foreach (var file in files) CertificateInput.Visit(file, report, writer.Write, writer.Write);
        }
        return isStrict && report.Unreadable > 0 ? ExitCode.BadInput : ExitCode.Yes;
    }
}
