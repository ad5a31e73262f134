using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>Mozilla's OneCRL: the records of a Kinto collection as JSON.</summary>
internal sealed class OneCrlFormat : IBlocklistFormat
{
    public StoreFormat Description { get; } = new("onecrl",
        "Mozilla's OneCRL (JSON of Kinto): issuer and serial number, or subject and key");

    public bool Recognizes(StoreFile file) =>
        file.Head.StartsWith("{"u8) && file.Content.Span.IndexOf("\"data\""u8) >= 0
        && (file.Content.Span.IndexOf("\"issuerName\""u8) >= 0 || file.Content.Span.IndexOf("\"pubKeyHash\""u8) >= 0);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        (list, problem) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(file.Text);
            if (!json.RootElement.TryGetProperty("data", out var records) || records.ValueKind != JsonValueKind.Array)
            {
                problem = new StoreProblem("line 1", "no list of records under \"data\"");
                return false;
            }
            list = ReadAll(records);
            return true;
        }
        catch (Exception e) when (JsonFault.IsOne(e))
        {
            problem = JsonFault.Describe(e);
            return false;
        }
    }

    private static Blocklist ReadAll(JsonElement records)
    {
        var draft = new BlocklistDraft(BlocklistMechanism.OneCrl);
        DateTimeOffset? latest = null;
        var number = 0;
        foreach (var item in records.EnumerateArray())
        {
            number++;
            var record = new OneCrlRecord(item);
            if (record.Entry() is { } entry) draft.Add(entry);
            else draft.Report($"record {number}", "neither issuer and serial number nor subject and key");
            if (record.LastModified is { } modified && (latest is null || modified > latest)) latest = modified;
        }
        return draft.ToList(latest);
    }
}
