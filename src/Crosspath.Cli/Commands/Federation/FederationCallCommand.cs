using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation call</c>: one request over mutual TLS as a workload makes it, by .NET.</summary>
internal static class FederationCallCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Command Create(Terminal terminal)
    {
        var options = new FederationOptions();
        var caller = new Argument<string>("WORKLOAD") { Description = "Who calls." };
        var address = new Argument<string>("ADDRESS:PORT") { Description = "Whom." };
        var host = new Option<string>("--host")
        {
            Description = "The server's name.",
            HelpName = "NAME",
            Required = true,
        };
        var command = options.AddTo(new Command("call", """
            Make one HTTPS request as a workload would, with its certificate, chain and anchors, revocation checked
            online; by .NET's own TLS client.

            Exit code: 0 with an answer, 1 without.
            """) { caller, address }, hasFileArgument: false);
        command.Options.Add(host);
        command.SetAction(async (line, cancellation) =>
        {
            var input = options.Read(line);
            if (!IPEndPoint.TryParse(line.GetValue(address)!, out var server))
                throw new UsageException($"ADDRESS:PORT: '{line.GetValue(address)}' is none");
            var name = line.GetValue(caller)!;
            var workload = input.Federation.Workloads.FirstOrDefault(known => known.Name == name)
                ?? throw new UsageException($"WORKLOAD: there is no workload '{name}'");
            var state = FederationState.Read(input.Federation, input.Folder);
            var bundles = new BundleWriter(input.Federation, state, input.Now);
            var leaf = input.Folder.Resolve(workload.LeafFile);
            using var own = Load(leaf, Path.ChangeExtension(leaf, ".key"));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            var answer = await new MutualTlsCall
            {
                Leaf = own,
                Chain = bundles.ChainOf(workload),
                Anchors = bundles.BundleOf(workload.Domain).Anchors,
                Host = line.GetValue(host)!,
            }.Make(server, patience.Token).ConfigureAwait(false);
            using var output = terminal.OpenText();
            output.WriteLine(Printable.Text(answer, 400));
            return answer.StartsWith("HTTP/", StringComparison.Ordinal) ? ExitCode.Yes : ExitCode.No;
        });
        return command;
    }

    private static X509Certificate2 Load(string leaf, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(leaf, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or System.Security.Cryptography.CryptographicException)
        {
            throw new UsageException($"{leaf}: {e.Message}");
        }
    }
}
