using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>A trust bundle as the SPIFFE Trust Domain and Bundle specification (sections 4 and 5) has it: a JWK set
/// with an authority in each key's <c>x5c</c>.</summary>
internal static class SpiffeBundle
{
    private const int SecondsOfDay = 86_400;

    /// <summary>Writes it.</summary>
    /// <param name="bundle">What it is to hold.</param>
    /// <param name="present">The bundle that is there; its number rises when the keys change.</param>
    public static byte[] Write(TrustBundle bundle, byte[]? present)
    {
        var sequence = present is null ? 1 : SequenceOf(present);
        var same = Write(bundle, sequence);
        return present is null || same.AsSpan().SequenceEqual(present) ? same : Write(bundle, sequence + 1);
    }

    private static byte[] Write(TrustBundle bundle, long sequence)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("trust_domain", TrustDomainOf(bundle.Domain));
            json.WriteNumber("spiffe_sequence", sequence);
            json.WriteNumber("spiffe_refresh_hint", bundle.Domain.Bundle.RefreshDays * SecondsOfDay);
            json.WriteStartArray("keys");
            foreach (var anchor in bundle.Anchors) WriteKey(json, anchor);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    internal static string TrustDomainOf(FederationDomain domain) =>
        domain.Bundle.SpiffeTrustDomain ?? domain.Realm.DnsNames.FirstOrDefault() ?? domain.Name;

    // RFC 7518 sections 6.2 and 6.3, RFC 8037 section 2.
    private static void WriteKey(Utf8JsonWriter json, Certificate anchor)
    {
        json.WriteStartObject();
        var info = anchor.PublicKeyInfo.Span;
        var type = PublicKey.DescribeKeyType(info);
        if (type.StartsWith("RSA", StringComparison.Ordinal)) WriteRsa(json, info);
        else if (type.StartsWith("EC-", StringComparison.Ordinal)) WriteEc(json, info, type[3..]);
        else
        {
            json.WriteString("kty", "OKP");
            json.WriteString("crv", type);
            json.WriteString("x", Base64Url.EncodeToString(LastOctets(info)));
        }
        json.WriteString("use", "x509-svid");
        json.WriteStartArray("x5c");
        json.WriteStringValue(Convert.ToBase64String(anchor.Raw.Span));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRsa(Utf8JsonWriter json, ReadOnlySpan<byte> info)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(info, out _);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        json.WriteString("kty", "RSA");
        json.WriteString("n", Base64Url.EncodeToString(key.Modulus));
        json.WriteString("e", Base64Url.EncodeToString(key.Exponent));
    }

    private static void WriteEc(Utf8JsonWriter json, ReadOnlySpan<byte> info, string curve)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(info, out _);
        var key = ecdsa.ExportParameters(includePrivateParameters: false);
        json.WriteString("kty", "EC");
        json.WriteString("crv", curve);
        json.WriteString("x", Base64Url.EncodeToString(key.Q.X));
        json.WriteString("y", Base64Url.EncodeToString(key.Q.Y));
    }

    // RFC 8410 section 4: the bit string ends the structure, and holds the key and nothing else.
    private static ReadOnlySpan<byte> LastOctets(ReadOnlySpan<byte> info) =>
        info[Math.Min(12, info.Length)..];

    private static long SequenceOf(byte[] present)
    {
        try
        {
            using var document = JsonDocument.Parse(present);
            return document.RootElement.GetProperty("spiffe_sequence").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return 0;
        }
    }
}
