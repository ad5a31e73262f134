using System.CommandLine;
using Crosspath.Cli.Output;
using Crosspath.Clients;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath clients</c>: which chain real clients build from what a server sends, and whether they accept
/// it.</summary>
internal static class ClientsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new ClientsOptions();
        var command = new Command("clients", """
            Predict what real clients do with a served chain: whether they accept it, which path they take, and why.

            Examples:
              crosspath clients served.pem --roots roots.pem                      every client, a line each
              crosspath clients served.pem --roots roots.pem --host example.org   with the host name
              crosspath clients served.pem --client openssl --trace               step by step, as OpenSSL does it
              crosspath clients example.org:443                                   what a live server serves
              crosspath clients --scenario lab/s02/scenario.json --json           a recorded scenario

            Exit code: 0 when all of them accept, 1 when one does not, 2 for unusable input.
            """);
        options.AddTo(command);
        command.SetAction((line, cancellation) =>
            Task.FromResult(Run(options.Read(line, terminal, cancellation), terminal, cancellation)));
        return command;
    }

    private static int Run(ClientsRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var allAccept = true;
        using var output = terminal.OpenText();
        foreach (var (scenario, question) in request.Questions)
        {
            cancellation.ThrowIfCancellationRequested();
            using var simulator = new ClientSimulator(question);
            var predictions = request.ClientsFor(question).Select(simulator.Predict).ToList();
            allAccept &= predictions.TrueForAll(prediction => prediction.IsAccepted);
            if (request.IsJson) ClientsJson.Write(scenario, predictions, request.Questions.Count > 1, output);
            else ClientsText.Write(scenario, predictions, request.Traced, output);
            output.Flush();
        }
        if (request.IsStrict && request.Report.Unreadable > 0) return ExitCode.BadInput;
        return allAccept ? ExitCode.Yes : ExitCode.No;
    }
}
