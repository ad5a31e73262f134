using Crosspath.X509;

namespace Crosspath.Differential.Tests;

/// <summary>Certificates on which OpenSSL and we differ, each with its reason, out of <c>disagreements.txt</c>.</summary>
internal static class Disagreements
{
    public static HashSet<Fingerprint> Read()
    {
        var known = new HashSet<Fingerprint>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "disagreements.txt")))
        {
            if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line)) continue;
            var (hex, reason) = (line[..64], line[64..].Trim());
            Assert.True(Fingerprint.TryParse(hex, out var fingerprint) && reason.Length > 10, $"a bad line: {line}");
            known.Add(fingerprint);
        }
        return known;
    }
}
