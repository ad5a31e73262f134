using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Crosspath.Federations;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath federation publish</c>: serves what a domain publishes.</summary>
internal static class FederationPublishCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "A domain's folder in the exchange folder." };
        var listen = new Option<string>("--listen")
        {
            Description = "Where to listen (default: 127.0.0.1:8080).",
            HelpName = "ADDRESS:PORT",
        };
        var command = new Command("publish", """
            Serve a domain's revocation list, root certificate and cross-certificates over HTTP, until it is ended.

            Only GET, only files that lie directly in the folder, only of the kinds that are published there.
            """) { folder, listen };
        command.SetAction(async (line, cancellation) =>
        {
            var path = line.GetValue(folder)!;
            if (!Directory.Exists(path)) throw new UsageException($"{path}: there is no such folder");
            var text = line.GetValue(listen) ?? "127.0.0.1:8080";
            if (!IPEndPoint.TryParse(text, out var address) || !text.Contains(':', StringComparison.Ordinal))
                throw new UsageException($"--listen: '{text}' is no address with a port, such as 127.0.0.1:8080");
            using var responder = Start(path, address);
            using (var output = terminal.OpenText()) output.WriteLine($"serving {path} at http://{responder.Address}/");
            using var registration = cancellation.Register(responder.Dispose);
            await responder.Ended.ConfigureAwait(false);
            return ExitCode.Yes;
        });
        return command;
    }

    private static StaticResponder Start(string folder, IPEndPoint address)
    {
        try
        {
            return new StaticResponder(folder, address);
        }
        catch (SocketException e)
        {
            throw new UsageException($"--listen: {address}: {e.Message}");
        }
    }
}
