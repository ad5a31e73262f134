using System.Collections.Frozen;

namespace Crosspath.Clients.Simulation;

/// <summary>Finds critical extensions that a client does not understand (RFC 5280 section 4.2).</summary>
internal static class UnknownCritical
{
    // What path validation must understand (section 6.1), and what does not matter to it.
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "2.5.29.9", "2.5.29.14", "2.5.29.15", "2.5.29.16", "2.5.29.17", "2.5.29.18", "2.5.29.19", "2.5.29.30",
        "2.5.29.31", "2.5.29.32", "2.5.29.33", "2.5.29.35", "2.5.29.36", "2.5.29.37", "2.5.29.46", "2.5.29.54",
        "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11", "1.3.6.1.5.5.7.1.24",
    ]);

    /// <summary>The first such extension, as a dotted number; null when there is none.</summary>
    public static string? Of(CertificateFacts certificate, ClientProfile profile)
    {
        foreach (var number in certificate.Critical)
        {
            if (!Known.Contains(number) || profile.Judge.NotUnderstood.Contains(number)) return number;
        }
        return null;
    }
}
