using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using Crosspath.X509;

namespace Crosspath.Authority.CrossSigning;

/// <summary>The CA that is to get a cross-certificate: what is carried over byte for byte.</summary>
public sealed class SubjectSource
{
    private const string ExtensionRequest = "1.2.840.113549.1.9.14";
    private const string SubjectKeyIdentifierOid = "2.5.29.14";
    private const string BasicConstraintsOid = "2.5.29.19";

    private SubjectSource(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> publicKeyInfo) =>
        (Name, PublicKeyInfo) = (name, publicKeyInfo);

    /// <summary>The subject's DER.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>The subjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>The subject key identifier; where the source has none, that of RFC 5280 section 4.2.1.2,
    /// method 1.</summary>
    public ReadOnlyMemory<byte> KeyIdentifier { get; private init; }

    /// <summary>The certificate that it was taken from; null for a request.</summary>
    public Certificate? Existing { get; private init; }

    /// <summary>Whether the holder of the private key signed the request: proof of possession.</summary>
    public bool HasProof => Existing is null;

    /// <summary>Takes a CA's certificate: its key is not needed.</summary>
    /// <param name="certificate">Any certificate of the CA.</param>
    /// <param name="source">What is to be carried over.</param>
    /// <param name="problem">Why the certificate cannot be taken.</param>
    public static bool TryTake(
        Certificate certificate, [NotNullWhen(true)] out SubjectSource? source,
        [NotNullWhen(false)] out string? problem)
    {
        (source, problem) = (null, null);
        if (certificate.IsCa != true)
            problem = "the subject's certificate is not a CA's (basicConstraints does not say cA)";
        else if (certificate.Subject.IsEmpty) problem = "the subject's certificate has an empty subject";
        else if (certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) == false)
            problem = "the subject's key usage does not allow it to sign certificates";
        if (problem is not null) return false;
        source = new SubjectSource(certificate.Subject.Raw, certificate.PublicKeyInfo)
        {
            KeyIdentifier = certificate.SubjectKeyIdentifier.IsEmpty
                ? SigningKey.IdentifierOf(certificate.PublicKeyInfo)
                : certificate.SubjectKeyIdentifier,
            Existing = certificate,
        };
        return true;
    }

    /// <summary>Takes a PKCS#10 request (RFC 2986), whose signature proves possession of the key.</summary>
    /// <param name="request">Its DER.</param>
    /// <param name="source">What is to be carried over.</param>
    /// <param name="problem">Why the request cannot be taken.</param>
    public static bool TryTake(
        ReadOnlyMemory<byte> request, [NotNullWhen(true)] out SubjectSource? source,
        [NotNullWhen(false)] out string? problem)
    {
        try
        {
            source = Read(request, out problem);
        }
        catch (AsnContentException)
        {
            (source, problem) = (null, "the certificate request cannot be read");
        }
        problem ??= source is null ? "the certificate request cannot be read" : null;
        return source is not null;
    }

    private static SubjectSource? Read(ReadOnlyMemory<byte> bytes, out string? problem)
    {
        var request = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        var signed = request.PeekEncodedValue();
        var info = request.ReadSequence();
        var algorithm = request.ReadEncodedValue();
        var signature = request.ReadBitString(out _);
        info.ReadInteger();
        var name = info.ReadEncodedValue();
        var publicKeyInfo = info.ReadEncodedValue();
        using var key = PublicKey.Import(publicKeyInfo.Span);
        problem = key.Verify(algorithm.Span, signed.Span, signature) switch
        {
            SignatureVerdict.Valid => null,
            SignatureVerdict.Bad => "the request is not signed with its own key: possession is not proved",
            _ => "the request's signature cannot be verified here",
        };
        if (problem is null && new Name(name).IsEmpty) problem = "the request has an empty subject";
        if (problem is not null) return null;

        var requested = RequestedExtensions(info);
        if (requested.GetValueOrDefault(BasicConstraintsOid) is { IsEmpty: false } constraints && !IsCa(constraints))
        {
            problem = "the request is not for a CA (its basicConstraints does not say cA)";
            return null;
        }
        return new SubjectSource(name, publicKeyInfo)
        {
            KeyIdentifier = requested.TryGetValue(SubjectKeyIdentifierOid, out var identifier)
                ? new AsnReader(identifier, AsnEncodingRules.DER).ReadOctetString()
                : SigningKey.IdentifierOf(publicKeyInfo),
        };
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> RequestedExtensions(AsnReader info)
    {
        var found = new Dictionary<string, ReadOnlyMemory<byte>>();
        if (!info.HasData) return found;
        var attributes = info.ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 0));
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            if (attribute.ReadObjectIdentifier() != ExtensionRequest) continue;
            var extensions = attribute.ReadSetOf(skipSortOrderValidation: true).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                var oid = extension.ReadObjectIdentifier();
                if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) extension.ReadBoolean();
                found[oid] = extension.ReadOctetString();
            }
        }
        return found;
    }

    private static bool IsCa(ReadOnlyMemory<byte> basicConstraints)
    {
        var sequence = new AsnReader(basicConstraints, AsnEncodingRules.DER).ReadSequence();
        return sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && sequence.ReadBoolean();
    }
}
