using System.Diagnostics;
using Crosspath.Clients;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Bench;

/// <summary>Times every client on every certificate of some files, each served with its shortest way to a root:
/// <c>clients ROOTS FILE…</c>.</summary>
internal static class ClientTimes
{
    public static int Run(string rootsFile, string[] files)
    {
        var roots = CertificateFiles.ReadCertificates(rootsFile);
        var targets = CertificateFiles.ReadCertificates(files).DistinctBy(target => target.Fingerprint).ToArray();
        var graph = TrustGraph.Build([.. targets, .. roots]);
        var paths = new TrustPaths(graph, roots.DistinctBy(root => root.Fingerprint).Select(root => new TrustAnchor(root)));
        var profiles = ProfileCatalogue.BuiltIn.All;
        var at = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        using var memory = new ClientMemory();
        var (accepted, slowest) = (0L, TimeSpan.Zero);
        var all = Stopwatch.StartNew();
        foreach (var target in targets)
        {
            var path = paths.Walk(target).FirstOrDefault();
            var one = Stopwatch.StartNew();
            var served = path is { Certificates.Length: > 1 } ? path.Certificates[..^1] : [target];
            using var simulator = new ClientSimulator(new ClientRequest(served, [.. roots], at), memory);
            foreach (var profile in profiles)
            {
                if (simulator.Predict(profile).IsAccepted) accepted++;
            }
            if (one.Elapsed > slowest) slowest = one.Elapsed;
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{targets.Length} certificates x {profiles.Length} clients in {all.Elapsed.TotalSeconds:0.0} s: " +
            $"{all.Elapsed.TotalMilliseconds / targets.Length:0.00} ms a certificate, worst {slowest.TotalMilliseconds:0.0} ms; " +
            $"{accepted} accept; peak {process.PeakWorkingSet64 >> 20} MB");
        return 0;
    }
}
