using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>Exactly what is to be signed: RFC 5280 section 4.1.2. Nothing is added or corrected.</summary>
public sealed record CertificateDraft
{
    /// <summary>The subject's DER.</summary>
    public required ReadOnlyMemory<byte> Subject { get; init; }

    /// <summary>The issuer's DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>The subject's subjectPublicKeyInfo.</summary>
    public required ReadOnlyMemory<byte> PublicKeyInfo { get; init; }

    /// <summary>First instant of validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Last instant of validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The serial number's content octets.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>The extensions, in order.</summary>
    public required ImmutableArray<ExtensionDraft> Extensions { get; init; }

    /// <summary>A positive serial number of 127 random bits: twice what the Baseline Requirements (7.1) want.</summary>
    public static byte[] RandomSerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return serial;
    }

    /// <summary>A name of one common name, or a common name under an organization.</summary>
    /// <param name="encoding">The string type; RFC 5280 section 4.1.2.4 wants UTF8String or PrintableString.</param>
    public static byte[] NameOf(
        string commonName, string? organization = null, UniversalTagNumber encoding = UniversalTagNumber.UTF8String)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (organization is not null) WriteAttribute(writer, "2.5.4.10", organization, encoding);
            WriteAttribute(writer, "2.5.4.3", commonName, encoding);
        }
        return writer.Encode();
    }

    /// <summary>Signs the draft.</summary>
    /// <returns>The certificate.</returns>
    public Certificate SignWith(SigningKey key) =>
        Certificate.TryRead(key.Seal(EncodeSignedPart(key.SignatureAlgorithm.Span)), out var certificate, out var error)
            ? certificate
            : throw new InvalidOperationException($"The draft makes no certificate: {error}");

    /// <summary>The draft under a signature that means nothing: to look at, and to ask what would be if somebody signed
    /// it.</summary>
    /// <param name="algorithm">The AlgorithmIdentifier of that signature.</param>
    public Certificate Preview(ReadOnlyMemory<byte> algorithm) =>
        Certificate.TryRead(
            SigningKey.Seal(EncodeSignedPart(algorithm.Span), algorithm, [0]), out var certificate, out var error)
            ? certificate
            : throw new InvalidOperationException($"The draft makes no certificate: {error}");

    // RFC 5280 section 4.1.2.5: UTCTime through 2049.
    internal static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is >= 1950 and < 2050) writer.WriteUtcTime(time);
        else writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    /// <summary>What is to be signed: tbsCertificate, for an AlgorithmIdentifier.</summary>
    internal byte[] EncodeSignedPart(ReadOnlySpan<byte> algorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) writer.WriteInteger(2);
            writer.WriteInteger(SerialNumber.Span);
            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(Issuer.Span);
            using (writer.PushSequence())
            {
                WriteTime(writer, NotBefore);
                WriteTime(writer, NotAfter);
            }
            writer.WriteEncodedValue(Subject.Span);
            writer.WriteEncodedValue(PublicKeyInfo.Span);
            if (!Extensions.IsEmpty)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
                    ExtensionDraft.WriteAll(writer, Extensions);
            }
        }
        return writer.Encode();
    }

    private static void WriteAttribute(AsnWriter writer, string type, string value, UniversalTagNumber encoding)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            writer.WriteCharacterString(encoding, value);
        }
    }
}
