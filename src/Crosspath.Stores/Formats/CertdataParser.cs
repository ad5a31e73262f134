using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Crosspath.Stores.Formats;

// The form: comments (#), BEGINDATA, then lines "ATTRIBUTE TYPE VALUE". An object begins with CKA_CLASS. Of the type
// MULTILINE_OCTAL the value is on the following lines, as octal escapes, up to a line END. Source: the head of the file
// itself, and the script that NSS makes C of it with (lib/ckfw/builtins/certdata.perl).

/// <summary>Reads a <c>certdata.txt</c> into its objects.</summary>
internal sealed partial class CertdataParser(string text)
{
    /// <summary>The type of values that are bytes.</summary>
    public const string Octal = "MULTILINE_OCTAL";

    private readonly string[] _lines = text.Split('\n');
    private int _next;

    /// <summary>The objects, in order.</summary>
    public List<CertdataObject> Objects { get; } = [];

    /// <summary>The revision by which CVS called files up to 2013; null in newer ones.</summary>
    public string? Revision { get; private set; }

    /// <summary>The date of that revision.</summary>
    public DateTimeOffset? Date { get; private set; }

    /// <summary>Reads all; false at the first line without the form: what follows cannot be trusted.</summary>
    public bool TryParse([NotNullWhen(false)] out StoreProblem? problem)
    {
        problem = null;
        while (_next < _lines.Length)
        {
            var line = Take();
            if (line.Length == 0 || line[0] == '#' || line == "BEGINDATA") continue;
            if (line.StartsWith("CVS_ID ", StringComparison.Ordinal)) ReadRevision(line);
            else if (!TryReadAttribute(line, out problem)) return false;
        }
        return true;
    }

    private string Take() => _lines[_next++].Trim();

    private bool TryReadAttribute(string line, [NotNullWhen(false)] out StoreProblem? problem)
    {
        problem = null;
        var at = _next;
        var words = line.Split((char[])[' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !words[0].StartsWith("CKA_", StringComparison.Ordinal))
        {
            problem = new StoreProblem($"line {at}", "neither an attribute nor a comment");
            return false;
        }
        if (words[0] == "CKA_CLASS") Objects.Add(new CertdataObject(at));
        if (Objects.Count == 0)
        {
            problem = new StoreProblem($"line {at}", "an attribute before the first CKA_CLASS");
            return false;
        }
        var value = words.Length > 2 ? Encoding.UTF8.GetBytes(words[2]) : [];
        if (words[1] == Octal && !TryReadOctal(at, out value, out problem)) return false;
        Objects[^1].Add(words[0], words[1], value);
        return true;
    }

    private bool TryReadOctal(int at, out byte[] value, [NotNullWhen(false)] out StoreProblem? problem)
    {
        var octets = new List<byte>();
        (value, problem) = ([], null);
        while (_next < _lines.Length)
        {
            var line = Take();
            if (line == "END")
            {
                value = [.. octets];
                return true;
            }
            if (TryAppendOctal(line, octets)) continue;
            problem = new StoreProblem($"line {_next}", "not octal escapes such as \\060");
            return false;
        }
        problem = new StoreProblem($"line {at}", "the file ends inside this value: it is cut short");
        return false;
    }

    private static bool TryAppendOctal(ReadOnlySpan<char> line, List<byte> octets)
    {
        if (line.Length % 4 != 0) return false;
        for (; !line.IsEmpty; line = line[4..])
        {
            if (line[0] != '\\' || line[1] is < '0' or > '3' || line[2] is < '0' or > '7' || line[3] is < '0' or > '7')
                return false;
            octets.Add((byte)(((line[1] - '0') << 6) | ((line[2] - '0') << 3) | (line[3] - '0')));
        }
        return true;
    }

    private void ReadRevision(string line)
    {
        if (RevisionPattern().Match(line) is { Success: true } revision) Revision ??= revision.Groups[1].Value;
        if (DatePattern().Match(line) is { Success: true } date
            && DateTimeOffset.TryParseExact(date.Groups[1].Value, "yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var day))
            Date ??= day;
    }

    [GeneratedRegex(@"\$Revision: ([0-9.]{1,32}) \$")]
    private static partial Regex RevisionPattern();

    [GeneratedRegex(@"\$Date: ([0-9/]{10} [0-9:]{8}) \$")]
    private static partial Regex DatePattern();
}
