using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace Crosspath.Authority.Ocsp;

/// <summary>A certificate as a request names it: RFC 6960 section 4.1.1, CertID.</summary>
/// <param name="Encoded">The whole CertID, to be given back.</param>
/// <param name="HashAlgorithm">Dotted decimal.</param>
/// <param name="IssuerNameHash">Of the issuer's name.</param>
/// <param name="IssuerKeyHash">Of the issuer's key bits.</param>
/// <param name="SerialNumber">Content octets.</param>
public sealed record OcspQuestion(
    ReadOnlyMemory<byte> Encoded,
    string HashAlgorithm,
    ReadOnlyMemory<byte> IssuerNameHash,
    ReadOnlyMemory<byte> IssuerKeyHash,
    ReadOnlyMemory<byte> SerialNumber);

/// <summary>What a client asks a responder: RFC 6960 section 4.1.</summary>
/// <param name="Questions">In order.</param>
/// <param name="Nonce">The nonce's value, to be given back; null when there is none.</param>
public sealed record OcspRequest(ImmutableArray<OcspQuestion> Questions, ReadOnlyMemory<byte>? Nonce)
{
    private const int MostQuestions = 64;
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";

    // RFC 9654 section 2.1: nonces of 1 to 128 octets; the extension's value has a header of its own.
    private const int LongestNonce = 128 + 3;

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag SingleExtensions = new(TagClass.ContextSpecific, 0);

    /// <summary>Reads a request; false when it is none.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out OcspRequest? request)
    {
        request = null;
        try
        {
            var outer = new AsnReader(bytes, AsnEncodingRules.DER);
            var all = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            request = ReadBody(all.ReadSequence());
            return request is not null;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static OcspRequest? ReadBody(AsnReader body)
    {
        // version [0] and requestorName [1] do not matter here.
        while (body.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 or 1 }) body.ReadEncodedValue();
        var list = body.ReadSequence();
        var questions = ImmutableArray.CreateBuilder<OcspQuestion>();
        while (list.HasData)
        {
            if (questions.Count == MostQuestions) return null;
            var one = list.ReadSequence();
            questions.Add(ReadQuestion(one));
            if (one.HasData && !one.PeekTag().HasSameClassAndValue(SingleExtensions)) return null;
        }
        if (questions.Count == 0) return null;
        ReadOnlyMemory<byte>? nonce = null;
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Extensions))
        {
            var extensions = body.ReadSequence(Extensions).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                var oid = extension.ReadObjectIdentifier();
                if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) extension.ReadBoolean();
                var value = extension.ReadOctetString();
                if (oid != NonceOid) continue;
                if (value.Length > LongestNonce) return null;
                nonce = value;
            }
        }
        return new OcspRequest(questions.ToImmutable(), nonce);
    }

    private static OcspQuestion ReadQuestion(AsnReader request)
    {
        var encoded = request.PeekEncodedValue();
        var id = request.ReadSequence();
        var algorithm = id.ReadSequence().ReadObjectIdentifier();
        return new OcspQuestion(encoded, algorithm, id.ReadOctetString(), id.ReadOctetString(), id.ReadIntegerBytes());
    }
}
