using System.Security.Cryptography;

namespace Crosspath.Cli.Partitions;

/// <summary>The TLS servers and clients of two partitions: programs that know nothing of Crosspath, but for
/// .NET's.</summary>
/// <param name="folder">The federation's folder.</param>
/// <param name="sites">The partitions.</param>
internal sealed class PartitionTraffic(string folder, PartitionSite[] sites)
{
    /// <summary>Where revocation lists are served.</summary>
    public const int ListPort = 8080;

    /// <summary>Where the TLS servers listen.</summary>
    public const int ServerPort = 8443;

    /// <summary>The federation.</summary>
    public string File => Path.Combine(folder, "federation.yaml");

    /// <summary>The server of a partition, which wants client certificates.</summary>
    public IEnumerable<string> ServerArguments(PartitionSite site) =>
    [
        "s_server", "-accept", $"{site.Address}:{ServerPort}", "-www", "-Verify", "8", "-verify_return_error",
        "-cert", Home(site, "api.pem"), "-key", Home(site, "api.key"), "-cert_chain", ChainFile(site),
        "-CAfile", TrustAndLists(site), "-no-CApath", "-no-CAstore", "-crl_check_all",
    ];

    /// <summary>A request by OpenSSL's client; why it failed, or null.</summary>
    public string? OpenSsl(PartitionSite from, PartitionSite to)
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

    /// <summary>The same by curl.</summary>
    public string? Curl(PartitionSite from, PartitionSite to)
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

    /// <summary>The same by .NET.</summary>
    public string? Platform(PartitionSite from, PartitionSite to)
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
        foreach (var address in sites.Select(other => other.Address))
        {
            foreach (var name in (string[])["ca.crl", "issuing.crl"])
            {
                var fetched = Path.Combine(folder, $"fetched-{site.Name}.crl");
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
        var path = Path.Combine(folder, $"trust-and-lists-{site.Name}.pem");
        System.IO.File.WriteAllText(path,
            System.IO.File.ReadAllText(TrustFile(site)) + System.IO.File.ReadAllText(ListFile(site)));
        return path;
    }

    private string Whole(PartitionSite site)
    {
        var path = Path.Combine(folder, $"whole-{site.Name}.pem");
        System.IO.File.WriteAllText(path,
            System.IO.File.ReadAllText(Home(site, "api.pem")) + System.IO.File.ReadAllText(ChainFile(site)));
        return path;
    }

    private string Home(PartitionSite site, string file) => Path.Combine(folder, site.Name, file);

    private string TrustFile(PartitionSite site) => Path.Combine(folder, "bundles", site.Name, "trust.pem");

    private string ListFile(PartitionSite site) => Path.Combine(folder, $"lists-{site.Name}.pem");

    private string ChainFile(PartitionSite site) =>
        Path.Combine(folder, "bundles", site.Name, "chains", site.Name + "-api.pem");

    private static string HostOf(PartitionSite site) => $"api.{site.Name}.test";

    private static string Line(string output, params string[] words) =>
        words.Select(word => output.Split('\n')
                .FirstOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OfType<string>().FirstOrDefault()?.Trim() ?? "no answer";

    /// <summary>This very program, as it was started.</summary>
    public static (string Tool, string[] Words) Tool(string[] words)
    {
        var tool = typeof(PartitionsRun).Assembly.Location;
        return ("dotnet", [tool, .. words]);
    }
}
