using System.ComponentModel;
using System.Diagnostics;
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
    private readonly string _folder;
    private readonly StreamWriter _output;
    private readonly PartitionNetwork _network;
    private readonly PartitionTraffic _traffic;
    private readonly List<Process> _processes = [];
    private bool _isAsExpected = true;

    public PartitionsRun(string folder, bool isLoopback, StreamWriter output)
    {
        _folder = Path.GetFullPath(folder);
        _output = output;
        _network = PartitionNetwork.Create(isLoopback);
        _traffic = new PartitionTraffic(_folder, Sites);
    }

    private PartitionSite[] Sites => [_network.North, _network.South];

    private string File => _traffic.File;

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
            .Replace("pki.north.test:8080", $"{_network.North.Address}:{PartitionTraffic.ListPort}", StringComparison.Ordinal)
            .Replace("pki.south.test:8080", $"{_network.South.Address}:{PartitionTraffic.ListPort}", StringComparison.Ordinal);
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
            var (tool, words) = PartitionTraffic.Tool(["federation", "publish", Path.Combine(_folder, "exchange", site.Name), "--listen",
                $"{site.Address}:{PartitionTraffic.ListPort}"]);
            Keep(Started(tool, site, words));
        }
        foreach (var site in Sites) Await(site, PartitionTraffic.ListPort);
        foreach (var site in Sites) Keep(Started("openssl", site, _traffic.ServerArguments(site)));
        foreach (var site in Sites) Await(site, PartitionTraffic.ServerPort);
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
            [("openssl", _traffic.OpenSsl), ("curl", _traffic.Curl), (".NET", _traffic.Platform)];
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
}
