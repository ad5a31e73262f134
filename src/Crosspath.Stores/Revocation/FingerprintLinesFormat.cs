using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>A text with a fingerprint on each line, SHA-256 or SHA-1.</summary>
internal sealed class FingerprintLinesFormat : IBlocklistFormat
{
    private const int Sha1Digits = 40;

    public StoreFormat Description { get; } = new("fingerprints",
        "text with a SHA-256 or SHA-1 on each line; comments begin with #");

    // As far as the first line that says something.
    public bool Recognizes(StoreFile file)
    {
        var head = file.Head;
        while (head.StartsWith("#"u8))
        {
            var end = head.IndexOf((byte)'\n');
            head = end < 0 ? [] : head[end..].TrimStart(" \t\r\n"u8);
        }
        var line = head[..Math.Min(head.Length, 128)];
        if (line.IndexOfAny((byte)'\n', (byte)',') is var stop and >= 0) line = line[..stop];
        return Entry(System.Text.Encoding.ASCII.GetString(line)) is not null;
    }

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        problem = null;
        var draft = new BlocklistDraft(BlocklistMechanism.Given);
        var number = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            number++;
            var text = line.Split(',')[0].Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            if (Entry(text) is { } entry) draft.Add(entry);
            else draft.Report($"line {number}", "no SHA-256 or SHA-1 in hex digits");
        }
        list = draft.ToList(null);
        return true;
    }

    private static BlocklistEntry? Entry(string text)
    {
        text = text.Trim();
        if (Fingerprint.TryParse(text, out var fingerprint)) return new BlocklistEntry.Certificate(fingerprint);
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == Sha1Digits && digits.All(char.IsAsciiHexDigit)
            ? new BlocklistEntry.CertificateSha1(digits.ToLowerInvariant())
            : null;
    }
}
