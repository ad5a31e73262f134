using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

// The form (net/cert/crl_set.cc of Chromium): the length of a header (16 bits, little-endian), the header in JSON, and
// then for each parent the SHA-256 of its subject public key info, the number of serial numbers (32 bits), and these,
// each as one length octet and its octets, without leading zeros.

/// <summary>Chrome's CRLSet.</summary>
internal sealed class CrlSetFormat : IBlocklistFormat
{
    public StoreFormat Description { get; } = new("crlset",
        "Chrome's CRLSet: serial numbers by the key of their issuer, and blocked keys");

    public bool Recognizes(StoreFile file) =>
        file.Content.Length > 3 && file.Content.Span[2] == '{'
        && file.Content.Span[..Math.Min(file.Content.Length, 1024)].IndexOf("\"CRLSet\""u8) >= 0;

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        (list, problem) = (null, null);
        var end = 2 + BinaryPrimitives.ReadUInt16LittleEndian(file.Content.Span);
        if (end > file.Content.Length)
        {
            problem = new StoreProblem("byte 0", "a CRLSet that is cut short");
            return false;
        }
        try
        {
            using var header = JsonDocument.Parse(file.Content[2..end]);
            return TryRead(file.Content, end, header.RootElement, out list, out problem);
        }
        catch (Exception e) when (JsonFault.IsOne(e))
        {
            problem = new StoreProblem("byte 2", "the header's JSON is broken");
            return false;
        }
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> content, int start, JsonElement header,
        [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = null;
        var draft = new BlocklistDraft(BlocklistMechanism.CrlSet);
        if (Number(header, "DeltaFrom") is > 0)
        {
            problem = new StoreProblem("byte 2", "a difference to an earlier CRLSet: the whole set is needed");
            return false;
        }
        AddKeys(header, "BlockedSPKIs", draft);
        AddKeys(header, "BlockedInterceptionSPKIs", draft);
        if (!TryReadParents(content, start, draft, out var parents, out problem)) return false;
        if (Number(header, "NumParents") is { } announced && announced != parents)
        {
            problem = new StoreProblem("byte 2", $"the header announces {announced} parents, and {parents} are there");
            return false;
        }
        list = draft.ToList(null) with { Version = Number(header, "Sequence")?.ToString(CultureInfo.InvariantCulture) };
        return true;
    }

    private static bool TryReadParents(
        ReadOnlyMemory<byte> content, int at, BlocklistDraft draft, out int parents,
        [NotNullWhen(false)] out StoreProblem? problem)
    {
        const int ParentBytes = Fingerprint.Size + sizeof(uint);
        (parents, problem) = (0, null);
        while (at < content.Length)
        {
            problem = new StoreProblem($"byte {at}", "a CRLSet that is cut short");
            if (content.Length - at < ParentBytes) return false;
            var parent = new Fingerprint(content.Span.Slice(at, Fingerprint.Size));
            var count = BinaryPrimitives.ReadUInt32LittleEndian(content.Span[(at + Fingerprint.Size)..]);
            at += ParentBytes;
            for (; count > 0; count--)
            {
                if (at >= content.Length || content.Length - at - 1 < content.Span[at]) return false;
                var serial = content.Slice(at + 1, content.Span[at]);
                draft.Add(new BlocklistEntry.KeyAndSerial(parent, serial));
                at += 1 + serial.Length;
            }
            parents++;
        }
        problem = null;
        return true;
    }

    private static void AddKeys(JsonElement header, string property, BlocklistDraft draft)
    {
        if (!header.TryGetProperty(property, out var keys) || keys.ValueKind != JsonValueKind.Array) return;
        foreach (var key in keys.EnumerateArray())
        {
            if (key.ValueKind == JsonValueKind.String && key.TryGetBytesFromBase64(out var hash)
                && hash.Length == Fingerprint.Size)
                draft.Add(new BlocklistEntry.Key(new Fingerprint(hash)));
            else draft.Report(property, "a key that is no SHA-256 in base64");
        }
    }

    private static long? Number(JsonElement header, string property) =>
        header.ValueKind == JsonValueKind.Object && header.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
