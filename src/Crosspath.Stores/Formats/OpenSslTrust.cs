using System.Buffers.Text;
using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

// Behind the certificate of a TRUSTED CERTIFICATE block follows (include/crypto/x509.h of OpenSSL, x_x509a.c):
//
//   X509_CERT_AUX ::= SEQUENCE { trust SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
//     reject [0] IMPLICIT SEQUENCE OF OBJECT IDENTIFIER OPTIONAL, alias UTF8String OPTIONAL,
//     keyid OCTET STRING OPTIONAL, other [1] IMPLICIT SEQUENCE OF AlgorithmIdentifier OPTIONAL }
//
// What it means is in crypto/x509/x509_trust.c, obj_trust(): a rejected use is refused wherever the certificate stands;
// with a list of trusted uses all others are refused; without one every use that is not rejected is trusted.

/// <summary>OpenSSL's trust settings of a certificate.</summary>
internal static class OpenSslTrust
{
    private static ReadOnlySpan<byte> Begin => "-----BEGIN TRUSTED CERTIFICATE-----"u8;

    /// <summary>Whether such a block begins at an offset.</summary>
    public static bool IsTrusted(ReadOnlySpan<byte> content, long offset) =>
        offset < content.Length && content[(int)offset..].StartsWith(Begin);

    /// <summary>Puts the settings of the block at the start of some text into an entry.</summary>
    public static bool TryApply(ReadOnlySpan<byte> block, ref StoreEntry entry)
    {
        var body = block[Begin.Length..];
        var end = body.IndexOf("-----END"u8);
        if (end < 0 || Decode(body[..end]) is not { } bytes) return false;
        var reader = new DerReader(bytes);
        if (!reader.TryNext(DerTag.Sequence, out _)) return false;
        if (reader.AtEnd) return true;
        if (!reader.TryNext(DerTag.Sequence, out var settings)) return false;
        var fields = new DerReader(bytes, settings);
        ImmutableArray<ObjectIdentifier>? trusted = null;
        ImmutableArray<ObjectIdentifier> rejected = [];
        if (fields.TryNext(DerTag.Sequence, out var trust)) trusted = ObjectIdentifiers.InSequence(bytes, trust);
        if (fields.TryNext(DerTag.Context(0, true), out var reject))
            rejected = ObjectIdentifiers.InSequence(bytes, reject);
        entry = With(entry, trusted, rejected);
        return true;
    }

    private static StoreEntry With(
        StoreEntry entry, ImmutableArray<ObjectIdentifier>? trusted, ImmutableArray<ObjectIdentifier> rejected)
    {
        if (trusted is { } some && some.Contains(Purposes.Any)) trusted = null;
        if (rejected.Contains(Purposes.Any)) trusted = Purposes.None;
        return entry with
        {
            Limits = new AnchorLimits { Purposes = trusted, ExcludedPurposes = rejected },
            DistrustedPurposes = rejected,
        };
    }

    private static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = Base64.DecodeFromUtf8(text, bytes, out _, out var written);
        return status == System.Buffers.OperationStatus.Done ? bytes[..written] : null;
    }
}
