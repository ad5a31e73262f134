using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Numerics;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>Exactly what is to be signed as a revocation list: RFC 5280 section 5.1.2, version 2.</summary>
public sealed record RevocationListDraft
{
    /// <summary>The issuer's DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>When the list is made.</summary>
    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>By when the next one is due; null to leave it out, which section 5.1.2.5 does not allow.</summary>
    public required DateTimeOffset? NextUpdate { get; init; }

    /// <summary>cRLNumber: rises from list to list (section 5.2.3).</summary>
    public required BigInteger Number { get; init; }

    /// <summary>The certificates that are revoked, in order.</summary>
    public ImmutableArray<RevocationDraft> Entries { get; init; } = [];

    /// <summary>The issuer's subject key identifier; null for the one that <see cref="SigningKey.KeyIdentifier"/>
    /// computes.</summary>
    public ReadOnlyMemory<byte>? AuthorityKeyIdentifier { get; init; }

    /// <summary>Further extensions, after the number and the issuer's key identifier.</summary>
    public ImmutableArray<ExtensionDraft> Extensions { get; init; } = [];

    /// <summary>Signs the draft.</summary>
    /// <returns>The list.</returns>
    public RevocationList SignWith(SigningKey key) =>
        RevocationList.TryRead(key.Seal(
            EncodeSignedPart(key.SignatureAlgorithm, AuthorityKeyIdentifier ?? key.KeyIdentifier)), out var list,
                out var error)
            ? list
            : throw new InvalidOperationException($"The draft makes no revocation list: {error}");

    /// <summary>What is to be signed: tbsCertList, for an AlgorithmIdentifier and the issuer's key
    /// identifier.</summary>
    internal byte[] EncodeSignedPart(ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> keyIdentifier)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteEncodedValue(algorithm.Span);
            writer.WriteEncodedValue(Issuer.Span);
            CertificateDraft.WriteTime(writer, ThisUpdate);
            if (NextUpdate is { } next) CertificateDraft.WriteTime(writer, next);
            WriteEntries(writer);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                ExtensionDraft[] own =
                [
                    ExtensionDraft.AuthorityKeyIdentifier(keyIdentifier.ToArray()),
                    ExtensionDraft.RevocationListNumber(Number),
                ];
                ExtensionDraft.WriteAll(writer, [.. own, .. Extensions]);
            }
        }
        return writer.Encode();
    }

    private void WriteEntries(AsnWriter writer)
    {
        if (Entries.IsEmpty) return; // section 5.1.2.6: then revokedCertificates MUST be absent.
        using (writer.PushSequence())
        {
            foreach (var entry in Entries) entry.Write(writer);
        }
    }
}
