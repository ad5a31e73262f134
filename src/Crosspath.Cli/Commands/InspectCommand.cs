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
            Description = "PEM, DER, PKCS#7, PKCS#12, Java key stores, gzip of these, folders; "
                + "'-' reads standard input; host:port asks a live server.",
            Arity = ArgumentArity.OneOrMore,
        };
        var asn1 = new Option<bool>("--asn1") { Description = "Show the DER as a tree." };
        var json = new Option<bool>("--json") { Description = "Print a JSON array, one object a certificate." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 when any part of the input cannot be read." };
        var endpoints = new EndpointOptions();
        var command = new Command("inspect", """
            Show certificates and revocation lists: names, keys, validity, constraints, and what is wrong with them.

            Examples:
              crosspath inspect leaf.pem
              crosspath inspect /etc/ssl/certs --json
              crosspath inspect example.org:443
              crosspath inspect mail.example.org:25 --starttls smtp
              crosspath inspect odd.der --asn1
            """) { files, asn1, json, strict };
        endpoints.AddTo(command);
        command.SetAction((line, cancellation) =>
        {
            var servers = endpoints.Read(line, cancellation, mayLackTarget: true);
            IInspectionWriter writer = line.GetValue(json)
                ? new InspectJson(terminal.Output)
                : new InspectText(terminal.OpenText(), line.GetValue(asn1));
            return Task.FromResult(
                Run((line.GetValue(files)!, servers), writer, new InputReport(terminal), line.GetValue(strict)));
        });
        return command;
    }

    // Item by item, so that a bundle of any length passes through.
    private static int Run(
        (string[] Files, EndpointInput Servers) inputs, IInspectionWriter writer, InputReport report, bool isStrict)
    {
        using (writer)
        {
            foreach (var file in inputs.Files)
                CertificateInput.Visit(file, report, writer.Write, writer.Write, inputs.Servers);
        }
        return isStrict && report.Unreadable > 0 ? ExitCode.BadInput : ExitCode.Yes;
    }
}
