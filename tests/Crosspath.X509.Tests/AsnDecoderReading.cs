using System.Formats.Asn1;

namespace Crosspath.X509.Tests;

/// <summary>A certificate as .NET's own decoder reads it: the oracle of our reader.</summary>
internal sealed record AsnDecoderReading
{
    public int Version { get; private init; }

    public required byte[] SignedPart { get; init; }

    public required byte[] SerialNumber { get; init; }

    public required byte[] Issuer { get; init; }

    public required byte[] Subject { get; init; }

    public required byte[] PublicKeyInfo { get; init; }

    public required byte[] SignatureAlgorithm { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>Null where the platform's decoder does not take the form.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    public DateTimeOffset? NotAfter { get; private init; }

    public required IReadOnlyList<(string Oid, bool IsCritical, byte[] Value)> Extensions { get; init; }

    /// <summary>Null where the decoder refuses the bytes.</summary>
    public static AsnDecoderReading? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static AsnDecoderReading Read(ReadOnlyMemory<byte> bytes)
    {
        var outer = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        var signedPart = outer.PeekEncodedValue().ToArray();
        var inner = outer.ReadSequence();
        var algorithm = outer.ReadEncodedValue().ToArray();
        var signature = outer.ReadBitString(out _);
        var version = 1;
        if (inner.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
            version = (int)inner.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadInteger() + 1;
        var serial = inner.ReadIntegerBytes().ToArray();
        inner.ReadEncodedValue();
        var issuer = inner.ReadEncodedValue().ToArray();
        var validity = inner.ReadSequence();
        var (notBefore, notAfter) = (ReadTime(validity), ReadTime(validity));
        var subject = inner.ReadEncodedValue().ToArray();
        var key = inner.ReadEncodedValue().ToArray();
        return new AsnDecoderReading
        {
            Version = version,
            SignedPart = signedPart,
            SerialNumber = serial,
            Issuer = issuer,
            Subject = subject,
            PublicKeyInfo = key,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Extensions = ReadExtensions(inner),
        };
    }

    private static DateTimeOffset? ReadTime(AsnReader validity)
    {
        try
        {
            return validity.PeekTag().TagValue == (int)UniversalTagNumber.UtcTime
                ? validity.ReadUtcTime()
                : validity.ReadGeneralizedTime();
        }
        catch (AsnContentException)
        {
            validity.ReadEncodedValue();
            return null;
        }
    }

    private static List<(string, bool, byte[])> ReadExtensions(AsnReader inner)
    {
        var extensions = new List<(string, bool, byte[])>();
        while (inner.HasData)
        {
            if (!inner.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 3)))
            {
                inner.ReadEncodedValue();
                continue;
            }
            var list = inner.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)).ReadSequence();
            while (list.HasData)
            {
                var extension = list.ReadSequence();
                var oid = extension.ReadObjectIdentifier();
                var isCritical = extension.PeekTag().TagValue == (int)UniversalTagNumber.Boolean && extension.ReadBoolean();
                extensions.Add((oid, isCritical, extension.ReadOctetString()));
            }
        }
        return extensions;
    }
}
