using System.Text;
using Crosspath.Fetch.Tls;

namespace Crosspath.Cli.Inputs;

/// <summary>A file of servers: one <c>host:port</c> a line (443 where none is written), blank lines and what follows
/// <c>#</c> left out.</summary>
internal static class HostList
{
    private const int LongestInput = 1 << 24;
    private const int HttpsPort = 443;

    /// <summary>The servers, in order.</summary>
    /// <exception cref="UsageException">The file cannot be read, or a line is no server.</exception>
    public static IReadOnlyList<TlsEndpoint> Read(string path, InputReport report)
    {
        var text = Encoding.UTF8.GetString(
            path == "-" ? ReadAll(report.StandardInput) : WholeFile.Read("--hosts", path));
        var hosts = new List<TlsEndpoint>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var word = line.Split('#')[0].Trim('\uFEFF', ' ', '\t', '\r');
            if (word.Length == 0) continue;
            if (!TlsEndpoint.TryParse(word, out var endpoint, HttpsPort))
                throw new UsageException(
                    $"--hosts: {path}: line {index + 1}: '{Printable.Text(word)}' is no host:port");
            hosts.Add(endpoint);
        }
        return hosts.Count > 0 ? hosts : throw new UsageException($"--hosts: {path}: names no host");
    }

    private static byte[] ReadAll(Stream input)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        int count;
        while ((count = input.Read(buffer)) > 0)
        {
            if (all.Length + count > LongestInput) throw new UsageException("--hosts: standard input is too large");
            all.Write(buffer, 0, count);
        }
        return all.ToArray();
    }
}
