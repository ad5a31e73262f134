using System.Globalization;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

// What Firefox makes of a record is in RemoteSecuritySettings of its sources (security/manager/ssl): issuerName and
// serialNumber if it has both, else subject and pubKeyHash; it does not look at "enabled".

/// <summary>A record of OneCRL.</summary>
internal sealed class OneCrlRecord(JsonElement record)
{
    /// <summary>When it was last changed: milliseconds since 1970, or null.</summary>
    public DateTimeOffset? LastModified =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty("last_modified", out var time)
        && time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var milliseconds)
        && milliseconds is >= 0 and < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>What it distrusts; null when it says neither.</summary>
    public BlocklistEntry? Entry()
    {
        if (record.ValueKind != JsonValueKind.Object) return null;
        var since = Created() ?? LastModified;
        if (Bytes(record, "issuerName") is { } issuer && Bytes(record, "serialNumber") is { } serial)
            return new BlocklistEntry.IssuerAndSerial(new Name(issuer), serial) { From = since };
        if (Bytes(record, "subject") is { } subject && Bytes(record, "pubKeyHash") is { Length: Fingerprint.Size } key)
            return new BlocklistEntry.SubjectAndKey(new Name(subject), new Fingerprint(key)) { From = since };
        return null;
    }

    // Many records of 2019 and later leave it empty.
    private DateTimeOffset? Created() =>
        record.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
        && Text(details, "created") is { Length: > 0 } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var created)
            ? created
            : null;

    private static byte[]? Bytes(JsonElement item, string property) => BlocklistDraft.Base64(Text(item, property));

    private static string? Text(JsonElement item, string property) =>
        item.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
