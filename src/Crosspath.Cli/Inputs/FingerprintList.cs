using System.Text.RegularExpressions;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Fingerprints out of a text of any form, such as a report of the Common CA Database.</summary>
internal static partial class FingerprintList
{
    /// <summary>Every SHA-256 in the file that stands alone, with colons or without.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has none.</exception>
    public static IReadOnlySet<Fingerprint> Read(string option, string path)
    {
        var found = new HashSet<Fingerprint>();
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                foreach (Match match in Sha256().Matches(line))
                {
                    var digits = match.Value.Replace(":", "", StringComparison.Ordinal);
                    if (Fingerprint.TryParse(digits.ToLowerInvariant(), out var fingerprint)) found.Add(fingerprint);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {path}: {e.Message}");
        }
        return found.Count > 0 ? found : throw new UsageException($"{option}: {path}: holds no SHA-256 fingerprint");
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})(?![0-9A-Za-z:])")]
    private static partial Regex Sha256();
}
