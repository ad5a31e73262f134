using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using Crosspath.Web;
using Crosspath.Web.Worlds;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath serve</c>: the same answers over HTTP, and the explorer.</summary>
internal static class ServeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new ServeOptions();
        var command = new Command("serve", """
            Answer over HTTP: the explorer at /, the same JSON as every command below /api/v1, and metrics. Listens for this
            machine alone unless told otherwise.

            Examples:
              crosspath serve                                             the system's roots, the catalogue's stores
              crosspath serve --corpus web.db --listen 127.0.0.1:9000     with a corpus of certificates
              crosspath serve --listen 0.0.0.0:8480 --host pki.example.org --token-file token
              curl --data-binary @chain.pem -H 'Content-Type: application/x-pem-file' http://127.0.0.1:8480/api/v1/paths

            Ends with Ctrl-C. Exit code: 0 when it was ended so, 2 for unusable input.
            """);
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            options.ReadServer(line),
            log => options.ReadHoldings(line, terminal, log, cancellation),
            terminal, cancellation, library => options.Remember(line, library)));
        return command;
    }

    /// <summary>Serves until it is ended.</summary>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="load">Reads what there is to serve; the server listens meanwhile.</param>
    /// <param name="terminal">Where the address is told.</param>
    /// <param name="cancellation">The end.</param>
    /// <param name="linked">Told when everything is linked; null for nobody.</param>
    /// <param name="isOpened">Whether the user's browser is shown the page.</param>
    /// <exception cref="UsageException">The address or the input cannot be used.</exception>
    public static async Task<int> Run(
        ServerOptions options, Func<IInputReport, Holdings> load, Terminal terminal, CancellationToken cancellation,
        Action<Library>? linked = null, bool isOpened = false)
    {
        var server = await Start(options, load, terminal).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            terminal.Error.WriteLine($"crosspath: listening on {server.Address}{(CrosspathServer.HasPage ? "" : " (built without the page)")}");
            if (isOpened && terminal.IsWatched) Open(server.Address);
            try
            {
                var library = await server.Loading.WaitAsync(cancellation).ConfigureAwait(false);
                linked?.Invoke(library);
                terminal.Error.WriteLine(
                    $"crosspath: {library.Graph.Certificates.Length} certificates and {library.StoreNames.Length} stores at hand");
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return ExitCode.Yes;
            }
        }
        return ExitCode.Yes;
    }

    private static async Task<CrosspathServer> Start(ServerOptions options, Func<IInputReport, Holdings> load, Terminal terminal)
    {
        try
        {
            return await CrosspathServer.Start(options, load, terminal.Error).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException($"--listen: {options.Listen} cannot be listened on: {e.Message}");
        }
    }

    // Who has no such program reads the address.
    private static void Open(Uri address)
    {
        var program = OperatingSystem.IsMacOS() ? "open" : OperatingSystem.IsWindows() ? "explorer" : "xdg-open";
        try
        {
            using var started = Process.Start(new ProcessStartInfo(program, [address.ToString()])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            // There is none.
        }
    }
}
