using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Crosspath.ClientLab.Tests;

/// <summary>A real client: whether it takes the server at a port, trusting a file of roots.</summary>
/// <param name="Profile">The profile that is to predict it.</param>
/// <param name="Accepts">Runs it.</param>
internal sealed record LiveClient(string Profile, Func<int, string, Task<bool>> Accepts)
{
    public const string Host = "leaf.test";

    private const string PythonProgram = """
        import socket, ssl, sys
        context = ssl.create_default_context(cafile=sys.argv[2])
        with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as plain:
            context.wrap_socket(plain, server_hostname=sys.argv[3]).close()
        """;

    private const string NodeProgram = """
        const [port, roots, host] = process.argv.slice(2);
        const ca = require("fs").readFileSync(roots, "utf8").match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g);
        const socket = require("tls").connect({ port: Number(port), host: "127.0.0.1", servername: host, ca });
        socket.on("secureConnect", () => process.exit(0));
        socket.on("error", () => process.exit(1));
        """;

    private const string GoProgram = """
        package main

        import (
            "crypto/tls"
            "crypto/x509"
            "os"
        )

        func main() {
            pem, _ := os.ReadFile(os.Args[2])
            roots := x509.NewCertPool()
            roots.AppendCertsFromPEM(pem)
            connection, err := tls.Dial("tcp", "127.0.0.1:"+os.Args[1], &tls.Config{RootCAs: roots, ServerName: os.Args[3]})
            if err != nil {
                println(err.Error())
                os.Exit(1)
            }
            connection.Close()
        }
        """;

    /// <summary>Those that are installed, and the names of those that are not.</summary>
    public static (IReadOnlyList<LiveClient> Present, IReadOnlyList<string> Absent) Find(string folder)
    {
        var (present, absent) = (new List<LiveClient> { new("dotnet-noaia", AcceptsDotNet) }, new List<string>());
        void Add(string profile, string program, Func<int, string, string[]> arguments)
        {
            if (PathOf(program) is { } path) present.Add(new LiveClient(profile, (port, roots) => Succeeds(path, arguments(port, roots))));
            else absent.Add(profile);
        }
        Add("s_client", "openssl", (port, roots) => [.. OpenSsl(port, roots)]);
        Add("openssl-partial", "openssl", (port, roots) => [.. OpenSsl(port, roots), "-partial_chain"]);
        Add("curl", "curl", (port, roots) => ["-sS", "-o", "/dev/null", "--cacert", roots, "--resolve", $"{Host}:{port}:127.0.0.1", $"https://{Host}:{port}/"]);
        Add("gnutls-cli", "gnutls-cli", (port, roots) =>
            ["--x509cafile", roots, "--verify-hostname", Host, "--sni-hostname", Host, "-p", $"{port}", "127.0.0.1"]);
        File.WriteAllText(Path.Combine(folder, "client.cjs"), NodeProgram);
        Add("node", "node", (port, roots) => [Path.Combine(folder, "client.cjs"), $"{port}", roots, Host]);
        File.WriteAllText(Path.Combine(folder, "client.py"), PythonProgram);
        if (File.Exists("/usr/bin/python3"))
            present.Add(new LiveClient("python-ssl", (port, roots) => Succeeds("/usr/bin/python3", Path.Combine(folder, "client.py"), $"{port}", roots, Host)));
        else absent.Add("python-ssl");
        if (PathOf("go") is { } go && Build(go, folder) is { } program)
            present.Add(new LiveClient("go", (port, roots) => Succeeds(program, $"{port}", roots, Host)));
        else absent.Add("go");
        return (present, absent);
    }

    private static string[] OpenSsl(int port, string roots) =>
        ["s_client", "-connect", $"127.0.0.1:{port}", "-servername", Host, "-verify_hostname", Host, "-CAfile", roots, "-no-CApath", "-verify_return_error", "-brief"];

    private static string? Build(string go, string folder)
    {
        var source = Path.Combine(folder, "client.go");
        File.WriteAllText(source, GoProgram);
        var program = Path.Combine(folder, "goclient");
        return Succeeds(go, "build", "-o", program, source).GetAwaiter().GetResult() ? program : null;
    }

    private static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static async Task<bool> Succeeds(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["HOME"] = Path.GetTempPath(); // Go wants one for its cache
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        await output;
        return process.ExitCode == 0;
    }

    private static async Task<bool> AcceptsDotNet(int port, string rootsFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(rootsFile);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(roots);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host, CertificateChainPolicy = policy });
            return true;
        }
        catch (AuthenticationException)
        {
            return false;
        }
    }
}
