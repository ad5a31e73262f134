using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Crosspath.Stores.Formats;

/// <summary>The JSON lists that Apple publishes beside the certificates of its store.</summary>
internal sealed class AppleListFormat : IStoreFormat
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public StoreFormat Description { get; } = new("apple-constraints",
        "constraints.json of Apple: what its own roots are limited to (EVRoots.json and names alone are refused)");

    public bool Recognizes(StoreFile file)
    {
        if (!file.Head.StartsWith("{"u8)) return false;
        var rest = file.Head[1..].TrimStart(" \t\r\n"u8);
        return rest.StartsWith("\"EV_config\""u8) || rest.StartsWith("\"custom\""u8)
            || rest.StartsWith("\"platform\""u8) || rest.StartsWith("\"system\""u8)
            || (rest.Length > 66 && rest[0] == '"' && rest[65] == '"' && !rest[1..65].ContainsAnyExcept(HexDigits));
    }

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        (reading, problem) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(file.Text);
            if (json.RootElement.TryGetProperty("EV_config", out _))
                problem = new StoreProblem("line 1",
                    "Apple's list of policies for extended validation says nothing of trust: give the certificates");
            else if (!AppleConstraints.AreIn(json.RootElement))
                problem = new StoreProblem("line 1", "names of certificates alone are no store: give the certificates");
            if (problem is not null) return false;
            var draft = new StoreDraft(Description.Name);
            new AppleConstraints(json.RootElement, file.Known, draft).Describe();
            reading = draft.ToReading();
            return true;
        }
        catch (Exception e) when (JsonFault.IsOne(e))
        {
            problem = JsonFault.Describe(e);
            return false;
        }
    }
}
