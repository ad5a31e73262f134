using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Crosspath.Cli.Partitions;

/// <summary>Two partitions with a link between them: network namespaces joined by a pair of virtual interfaces; where
/// those cannot be made, two addresses of the loopback network.</summary>
internal sealed class PartitionNetwork : IDisposable
{
    private readonly string _suffix = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private readonly bool _isReal;

    private PartitionNetwork(bool isReal)
    {
        _isReal = isReal;
        // RFC 2544's and RFC 1122's networks: nobody's real ones.
        North = new PartitionSite("north", isReal ? "198.18.77.1" : "127.77.0.1", isReal ? "cpn" + _suffix : null);
        South = new PartitionSite("south", isReal ? "198.18.77.2" : "127.77.0.2", isReal ? "cps" + _suffix : null);
    }

    public PartitionSite North { get; }

    public PartitionSite South { get; }

    /// <summary>What it is made of, in words.</summary>
    public string Summary => _isReal
        ? "two network namespaces, joined by one link"
        : "two addresses of the loopback network (network namespaces cannot be made here)";

    /// <summary>Makes it.</summary>
    /// <param name="isLoopback">Whether namespaces are not wanted.</param>
    public static PartitionNetwork Create(bool isLoopback)
    {
        var network = new PartitionNetwork(isReal: !isLoopback && OperatingSystem.IsLinux());
        if (!network._isReal || network.TryBuild()) return network;
        network.Dispose();
        return new PartitionNetwork(isReal: false);
    }

    /// <summary>Cuts the link; false where there is none to cut.</summary>
    public bool Cut() => _isReal && Ip("-n", North.Namespace!, "link", "set", "veth-" + _suffix, "down");

    public void Dispose()
    {
        if (!_isReal) return;
        Ip("netns", "del", North.Namespace!);
        Ip("netns", "del", South.Namespace!);
    }

    private bool TryBuild()
    {
        var (near, far) = ("veth-" + _suffix, "peer-" + _suffix);
        return Ip("netns", "add", North.Namespace!) && Ip("netns", "add", South.Namespace!)
            && Ip("link", "add", near, "netns", North.Namespace!, "type", "veth", "peer", "name", far, "netns",
                South.Namespace!)
            && Up(North, near) && Up(South, far);
    }

    private static bool Up(PartitionSite site, string link) =>
        Ip("-n", site.Namespace!, "addr", "add", site.Address + "/30", "dev", link)
        && Ip("-n", site.Namespace!, "link", "set", link, "up")
        && Ip("-n", site.Namespace!, "link", "set", "lo", "up");

    private static bool Ip(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ip", arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // there is no such command
        }
    }
}
