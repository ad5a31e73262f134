using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Crosspath.Authority;
using Crosspath.Cli.Inputs;
using Crosspath.Federations;

namespace Crosspath.Cli.Partitions;

// The whole of a federation, for real and in a minute: each partition with its CA, its revocation lists behind HTTP, a
// TLS server that wants client certificates, and clients that know nothing of Crosspath. What they do is compared with
// what the agreement says that they should.

/// <summary><c>crosspath demo partitions --run</c>.</summary>
internal sealed class PartitionsRun : IDisposable
{
    private const int ListPort = 8080;
    private const int ServerPort = 8443;

    private readonly string _folder;
    private readonly StreamWriter _output;
    private readonly PartitionNetwork _network;
    private readonly List<Process> _processes = [];
    private bool _isAsExpected = true;

    public PartitionsRun(string folder, bool isLoopback, StreamWriter output)
    {
        _folder = Path.GetFullPath(folder);
        _output = output;
        _network = PartitionNetwork.Create(isLoopback);
    }

    private PartitionSite[] Sites => [_network.North, _network.South];

    private string File => Path.Combine(_folder, "federation.yaml");

    /// <summary>Runs it; whether everything went as it should.</summary>
    public bool Run()
    {
        Say($"the network: {_network.Summary}");
        Write(isSouthIsolated: false);
        SampleKeys.Make(FederationFile.Read(File), FederationFolder.Of(File), TimeProvider.System.GetUtcNow());
        Say("each partition does its half: a request over the border, then a cross-certificate back");
        foreach (var domain in (string[])["north", "south", "north", "south", "north"]) Apply(domain);
        StartServers();

        Say("\nmutual TLS through the cross-certificates, revocation checked:");
        Expect(_network.North, _network.South, isAccepted: true);
        Expect(_network.South, _network.North, isAccepted: true);

        Say("\nnorth ends the agreement: it revokes its cross-certificate and publishes a new list");
        Write(isSouthIsolated: true);
        Apply("north");
        Restart();
        Expect(_network.North, _network.South, isAccepted: false);
        Expect(_network.South, _network.North, isAccepted: false);

        if (_network.Cut())
        {
            Say("\nthe link is cut:");
            Expect(_network.North, _network.South, isAccepted: false);
        }
        Say("\nat home everything goes on:");
        Expect(_network.North, _network.North, isAccepted: true);
        Expect(_network.South, _network.South, isAccepted: true);
        Say(_isAsExpected ? "\neverything went as the agreement says" : "\nNOT everything went as the agreement says");
        return _isAsExpected;
    }

    public void Dispose()
    {
        Stop();
        _network.Dispose();
    }

    private void Say(string text)
    {
        _output.WriteLine(text);
        _output.Flush();
    }

    private void Write(bool isSouthIsolated)
    {
        Directory.CreateDirectory(_folder);
        var text = FederationExample.All.First(example => example.Name == "pair").Text
            .Replace("pki.north.test:8080", $"{_network.North.Address}:{ListPort}", StringComparison.Ordinal)
            .Replace("pki.south.test:8080", $"{_network.South.Address}:{ListPort}", StringComparison.Ordinal);
        if (isSouthIsolated)
            text = text.Replace("  south:\n", "  south:\n    isolated: true\n", StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, text);
        System.IO.File.WriteAllText(Path.Combine(_folder, "federation.schema.json"), FederationExample.Schema);
    }

    private void Apply(string domain)
    {
        var input = FederationFile.Read(File);
        var folder = FederationFolder.Of(File);
        var result = FederationApply.Run(input, folder, domain, new ApplyOptions
        {
            Now = TimeProvider.System.GetUtcNow(),
            OpenKey = issuer => new KeyOpening.Opened(
                new KeyArgument(folder.Resolve(((KeyReference.InFile)issuer.Key).Path), null)
                    .Open(issuer.Root.PublicKeyInfo, SignatureForm.Default, TextWriter.Null)),
        });
        if (result is not ApplyResult.Applied applied) throw new UsageException($"{domain}: {result}");
        foreach (var action in applied.Done.Where(action => action is not PlannedAction.Distribute))
            Say($"  {domain,-6} {Output.FederationWords.KindOf(action),-8} {Output.FederationWords.TextOf(action)}");
    }

    private void StartServers()
    {
        foreach (var site in Sites)
        {
            var (tool, words) = Tool(["federation", "publish", Path.Combine(_folder, "exchange", site.Name), "--listen",
                $"{site.Address}:{ListPort}"]);
            Keep(Started(tool, site, words));
        }
        foreach (var site in Sites) Await(site, ListPort);
        foreach (var site in Sites) Keep(Started("openssl", site, ServerArguments(site)));
        foreach (var site in Sites) Await(site, ServerPort);
    }

    private static Process Started(string tool, PartitionSite site, IEnumerable<string> arguments)
    {
        try
        {
            return site.Start(tool, arguments);
        }
        catch (Win32Exception)
        {
            throw new UsageException($"--run: needs the command '{tool}'");
        }
    }

    // OpenSSL's server keeps the lists that it began with; a new one looks again.
    private void Restart()
    {
        Stop();
        StartServers();
    }

    private void Stop()
    {
        foreach (var process in _processes)
        {
            try
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
            catch (InvalidOperationException)
            {
                // it has ended by itself
            }
            process.Dispose();
        }
        _processes.Clear();
    }

    private void Keep(Process process)
    {
        _processes.Add(process);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    // Connects from within the partition, since nobody else can.
    private static void Await(PartitionSite site, int port)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var arguments = new[] { "-c", $"exec 3<>/dev/tcp/{site.Address}/{port}" };
            if (site.Run("bash", arguments).ExitCode == 0) return;
            Thread.Sleep(250);
        }
        throw new UsageException($"{site.Name}: nothing listens on {site.Address}:{port}");
    }

    private void Expect(PartitionSite from, PartitionSite to, bool isAccepted)
    {
        (string Name, Func<PartitionSite, PartitionSite, string?> Call)[] clients =
            [("openssl", OpenSsl), ("curl", Curl), (".NET", Platform)];
        foreach (var (name, call) in clients)
        {
            string? refusal;
            try
            {
                refusal = call(from, to);
            }
            catch (Win32Exception)
            {
                Say($"  {from.Name} -> {to.Name,-6} {name,-8} is not here: not tried");
                continue;
            }
            var isAsExpected = refusal is null == isAccepted;
            _isAsExpected &= isAsExpected;
            Say($"  {from.Name} -> {to.Name,-6} {name,-8} {(refusal is null ? "accepted" : "refused: " + refusal)}"
                + (isAsExpected ? "" : "   NOT AS EXPECTED"));
        }
    }

    private IEnumerable<string> ServerArguments(PartitionSite site) =>
    [
        "s_server", "-accept", $"{site.Address}:{ServerPort}", "-www", "-Verify", "8", "-verify_return_error",
        "-cert", Home(site, "api.pem"), "-key", Home(site, "api.key"), "-cert_chain", ChainFile(site),
        "-CAfile", TrustAndLists(site), "-no-CApath", "-no-CAstore", "-crl_check_all",
    ];

    private string? OpenSsl(PartitionSite from, PartitionSite to)
    {
        var (_, output) = from.Run("openssl",
        [
            "s_client", "-connect", $"{to.Address}:{ServerPort}", "-servername", HostOf(to), "-verify_hostname",
            HostOf(to), "-verify_return_error", "-CAfile", TrustAndLists(from), "-no-CApath", "-no-CAstore", "-crl_check_all",
            "-cert", Home(from, "api.pem"), "-key", Home(from, "api.key"), "-cert_chain", ChainFile(from),
            "-ign_eof",
        ], "GET / HTTP/1.0\r\n\r\n");
        return output.Contains("HTTP/1.0 200", StringComparison.Ordinal)
            ? null
            : Line(output, "verify error", "alert", "error");
    }

    private string? Curl(PartitionSite from, PartitionSite to)
    {
        FetchLists(from);
        var (code, output) = from.Run("curl",
        [
            "-sS", "--max-time", "15", "--noproxy", "*", "--resolve", $"{HostOf(to)}:{ServerPort}:{to.Address}",
            "--cacert", TrustFile(from), "--crlfile", ListFile(from), "--cert", Whole(from), "--key",
            Home(from, "api.key"), "-o", "/dev/null", $"https://{HostOf(to)}:{ServerPort}/",
        ]);
        return code == 0 ? null : Line(output, "curl:");
    }

    private string? Platform(PartitionSite from, PartitionSite to)
    {
        // Without a home of its own it would remember lists of an earlier call.
        var home = Directory.CreateTempSubdirectory("crosspath-home-");
        try
        {
            var (tool, words) = Tool(["federation", "call", $"{from.Name}-api", $"{to.Address}:{ServerPort}", "--host",
                HostOf(to), "--file", File]);
            var (code, output) = from.Run(tool, words, home: home.FullName);
            return code == 0 ? null : Line(output, "no:");
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    // OpenSSL and curl do not fetch lists along with a connection, so they get those that can be fetched now.
    private void FetchLists(PartitionSite site)
    {
        var blocks = new List<string>();
        foreach (var address in Sites.Select(other => other.Address))
        {
            foreach (var name in (string[])["ca.crl", "issuing.crl"])
            {
                var fetched = Path.Combine(_folder, $"fetched-{site.Name}.crl");
                var (code, _) = site.Run("curl", ["-sSf", "--max-time", "3", "--noproxy", "*", "-o", fetched,
                    $"http://{address}:{ListPort}/{name}"]);
                if (code == 0)
                    blocks.Add(PemEncoding.WriteString("X509 CRL", System.IO.File.ReadAllBytes(fetched)) + "\n");
            }
        }
        System.IO.File.WriteAllText(ListFile(site), string.Concat(blocks));
    }

    // OpenSSL reads lists out of the file of anchors, too.
    private string TrustAndLists(PartitionSite site)
    {
        FetchLists(site);
        var path = Path.Combine(_folder, $"trust-and-lists-{site.Name}.pem");
        System.IO.File.WriteAllText(path,
            System.IO.File.ReadAllText(TrustFile(site)) + System.IO.File.ReadAllText(ListFile(site)));
        return path;
    }

    private string Whole(PartitionSite site)
    {
        var path = Path.Combine(_folder, $"whole-{site.Name}.pem");
        System.IO.File.WriteAllText(path,
            System.IO.File.ReadAllText(Home(site, "api.pem")) + System.IO.File.ReadAllText(ChainFile(site)));
        return path;
    }

    private string Home(PartitionSite site, string file) => Path.Combine(_folder, site.Name, file);

    private string TrustFile(PartitionSite site) => Path.Combine(_folder, "bundles", site.Name, "trust.pem");

    private string ListFile(PartitionSite site) => Path.Combine(_folder, $"lists-{site.Name}.pem");

    private string ChainFile(PartitionSite site) =>
        Path.Combine(_folder, "bundles", site.Name, "chains", site.Name + "-api.pem");

    private static string HostOf(PartitionSite site) => $"api.{site.Name}.test";

    private static string Line(string output, params string[] words) =>
        words.Select(word => output.Split('\n')
                .FirstOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OfType<string>().FirstOrDefault()?.Trim() ?? "no answer";

    // This very program, as it was started.
    private static (string Tool, string[] Words) Tool(string[] words)
    {
        var tool = typeof(PartitionsRun).Assembly.Location;
        return ("dotnet", [tool, .. words]);
    }
}
