using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace Crosspath.X509;

/// <summary>An OCSP response: RFC 6960 section 4.2.1. Reading says what stands in it; who may be believed is for others.
/// </summary>
public sealed class OcspResponse
{
    private const string BasicResponse = "1.3.6.1.5.5.7.48.1.1";
    private const int MostResponses = 10_000;
    private const int MostCertificates = 100;

    private OcspResponse(OcspStatus status) => Status = status;

    /// <summary>Whether the responder answered at all; everything else is empty where it did not.</summary>
    public OcspStatus Status { get; }

    /// <summary>When the response was signed.</summary>
    public DateTimeOffset ProducedAt { get; private init; }

    /// <summary>What it says of certificates.</summary>
    public ImmutableArray<OcspAnswer> Answers { get; private init; } = [];

    /// <summary>Certificates that came with it, among them that of a delegated responder.</summary>
    public ImmutableArray<Certificate> Certificates { get; private init; } = [];

    /// <summary>What is signed.</summary>
    public ReadOnlyMemory<byte> SignedPart { get; private init; }

    /// <summary>The AlgorithmIdentifier of the signature.</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm { get; private init; }

    /// <summary>The signature's octets.</summary>
    public ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>Reads a response in DER.</summary>
    /// <param name="der">The whole response.</param>
    /// <param name="response">What was read.</param>
    /// <param name="problem">Otherwise: why it could not be, in words.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> der, [NotNullWhen(true)] out OcspResponse? response, [NotNullWhen(false)] out string? problem)
    {
        (response, problem) = (null, null);
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            var status = outer.ReadEnumeratedValue<OcspStatus>();
            if (!outer.HasData)
            {
                response = new OcspResponse(status);
                return true;
            }
            var bytes = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
            var type = bytes.ReadObjectIdentifier();
            if (type != BasicResponse)
            {
                problem = $"is an OCSP response of an unknown type, {type}";
                return false;
            }
            response = ReadBasic(status, bytes.ReadOctetString());
            return true;
        }
        catch (AsnContentException)
        {
            problem = "is no OCSP response, or a damaged one";
            return false;
        }
    }

    private static OcspResponse ReadBasic(OcspStatus status, byte[] der)
    {
        var basic = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signed = basic.PeekEncodedValue();
        var (producedAt, answers) = ReadData(basic.ReadSequence());
        var algorithm = basic.ReadEncodedValue();
        var signature = basic.ReadBitString(out _);
        var certificates = ImmutableArray.CreateBuilder<Certificate>();
        if (basic.HasData)
        {
            var list = basic.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
            while (list.HasData && certificates.Count < MostCertificates)
            {
                if (Certificate.TryRead(list.ReadEncodedValue(), out var certificate, out _)) certificates.Add(certificate);
            }
        }
        return new OcspResponse(status)
        {
            ProducedAt = producedAt,
            Answers = answers,
            Certificates = certificates.ToImmutable(),
            SignedPart = signed,
            SignatureAlgorithm = algorithm,
            Signature = signature,
        };
    }

    private static (DateTimeOffset, ImmutableArray<OcspAnswer>) ReadData(AsnReader data)
    {
        if (data.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0))) data.ReadEncodedValue(); // version
        data.ReadEncodedValue(); // the responder's name or key: the signature tells who it is
        var producedAt = data.ReadGeneralizedTime();
        var list = data.ReadSequence();
        var answers = ImmutableArray.CreateBuilder<OcspAnswer>();
        while (list.HasData)
        {
            if (answers.Count == MostResponses) throw new AsnContentException("More answers than any responder gives.");
            answers.Add(ReadAnswer(list.ReadSequence()));
        }
        return (producedAt, answers.ToImmutable());
    }

    // SingleResponse, section 4.2.1.
    private static OcspAnswer ReadAnswer(AsnReader answer)
    {
        var id = answer.ReadSequence();
        var hash = id.ReadSequence().ReadObjectIdentifier();
        var (name, key, serial) = (id.ReadOctetString(), id.ReadOctetString(), id.ReadIntegerBytes());
        DateTimeOffset? revokedAt = null;
        var reason = RevocationReason.Unspecified;
        var tag = answer.PeekTag();
        if (tag.TagValue == 1)
        {
            var revoked = answer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 1));
            revokedAt = revoked.ReadGeneralizedTime();
            if (revoked.HasData)
                reason = revoked.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadEnumeratedValue<RevocationReason>();
        }
        else answer.ReadEncodedValue();
        var thisUpdate = answer.ReadGeneralizedTime();
        DateTimeOffset? nextUpdate = null;
        var next = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (answer.HasData && answer.PeekTag().HasSameClassAndValue(next)) nextUpdate = answer.ReadSequence(next).ReadGeneralizedTime();
        return new OcspAnswer(hash, name, key, serial, thisUpdate, nextUpdate)
        {
            IsGood = tag.TagValue == 0,
            RevokedAt = revokedAt,
            Reason = reason,
        };
    }
}

/// <summary>OCSPResponseStatus: RFC 6960 section 4.2.1.</summary>
public enum OcspStatus
{
#pragma warning disable CS1591 // the names are RFC 6960's own
    Successful = 0,
    MalformedRequest = 1,
    InternalError = 2,
    TryLater = 3,
    SigRequired = 5,
    Unauthorized = 6,
#pragma warning restore CS1591
}

/// <summary>What an OCSP response says of one certificate.</summary>
/// <param name="HashAlgorithm">By which issuer name and key are hashed, in dotted decimal.</param>
/// <param name="IssuerNameHash">Hash of the issuer's name in DER.</param>
/// <param name="IssuerKeyHash">Hash of the issuer's key, the octets of its BIT STRING.</param>
/// <param name="SerialNumber">The certificate's, as content octets.</param>
/// <param name="ThisUpdate">The time for which it is known to be right.</param>
/// <param name="NextUpdate">Until when newer information is there; null when the responder always has it.</param>
public sealed record OcspAnswer(
    string HashAlgorithm, ReadOnlyMemory<byte> IssuerNameHash, ReadOnlyMemory<byte> IssuerKeyHash,
    ReadOnlyMemory<byte> SerialNumber, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate)
{
    /// <summary>Whether it is not revoked. False, without a day of revocation: the responder does not know it.</summary>
    public bool IsGood { get; init; }

    /// <summary>Since when it is revoked; null when it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it is revoked.</summary>
    public RevocationReason Reason { get; init; }
}
