using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Authority.Ocsp;

/// <summary>
/// Answers for one CA what its revocation list says: RFC 6960. What is not on the list is good, as far as the CA issued it
/// at all; of other CAs' certificates nothing is known.
/// </summary>
/// <param name="issuer">The CA's certificate.</param>
/// <param name="signer">Whose key signs: the CA's own certificate, or one that it gave for that (section 4.2.2.2).</param>
/// <param name="key">The signer's key.</param>
public sealed class OcspResponder(Certificate issuer, Certificate signer, SigningKey key)
{
    private const string Basic = "1.3.6.1.5.5.7.48.1.1";
    private const string Nonce = "1.3.6.1.5.5.7.48.1.2";
    private const string NoCheck = "1.3.6.1.5.5.7.48.1.5";
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    // OCSPResponseStatus, section 4.2.1
    private enum Status { Successful = 0, Malformed = 1, InternalError = 2, Unauthorized = 6 }

    /// <summary>A certificate for a responder's key, signed by the CA: short-lived, and not to be checked itself, so that its
    /// loss does little (section 4.2.2.2.1).</summary>
    /// <param name="issuer">The CA's certificate.</param>
    /// <param name="issuerKey">Its key.</param>
    /// <param name="responderKey">The key that is to sign answers.</param>
    /// <param name="now">From when on.</param>
    /// <param name="lifetime">For how long; never past the CA's own end.</param>
    public static Certificate Delegate(
        Certificate issuer, SigningKey issuerKey, SigningKey responderKey, DateTimeOffset now, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(responderKey);
        var end = now + lifetime < issuer.NotAfter ? now + lifetime : issuer.NotAfter;
        return new CertificateDraft
        {
            Subject = CertificateDraft.NameOf($"OCSP responder of {issuer.Subject.FriendlyText}"),
            Issuer = issuer.Subject.Raw,
            PublicKeyInfo = responderKey.PublicKeyInfo,
            NotBefore = now.AddMinutes(-5), // clocks differ
            NotAfter = end,
            SerialNumber = CertificateDraft.RandomSerialNumber(),
            Extensions =
            [
                ExtensionDraft.BasicConstraints(false),
                ExtensionDraft.KeyUsage(KeyUsages.DigitalSignature),
                ExtensionDraft.ExtendedKeyUsage(OcspSigning),
                ExtensionDraft.SubjectKeyIdentifier(responderKey.KeyIdentifier),
                ExtensionDraft.AuthorityKeyIdentifier(
                    issuer.SubjectKeyIdentifier.IsEmpty ? issuerKey.KeyIdentifier : issuer.SubjectKeyIdentifier.ToArray()),
                new ExtensionDraft(NoCheck, false, [5, 0]),
            ],
        }.SignWith(issuerKey);
    }

    /// <summary>Answers a request.</summary>
    /// <param name="request">As it came.</param>
    /// <param name="list">The CA's current revocation list.</param>
    /// <param name="now">The time of the answer.</param>
    /// <returns>An OCSPResponse, also where the request is none.</returns>
    public byte[] Answer(ReadOnlyMemory<byte> request, RevocationList list, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (!OcspRequest.TryRead(request, out var asked)) return Failure(Status.Malformed);
        // A list that has ended tells nothing any more.
        if (list.NextUpdate < now) return Failure(Status.InternalError);
        if (!asked.Questions.Any(IsOurs)) return Failure(Status.Unauthorized);
        var data = Encode(writer => WriteData(writer, asked, list, now));
        var basic = Encode(writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(data);
                writer.WriteEncodedValue(key.SignatureAlgorithm.Span);
                writer.WriteBitString(key.Sign(data));
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                using (writer.PushSequence()) writer.WriteEncodedValue(signer.Raw.Span);
            }
        });
        return Encode(writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteEnumeratedValue(Status.Successful);
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Basic);
                    writer.WriteOctetString(basic);
                }
            }
        });
    }

    private void WriteData(AsnWriter writer, OcspRequest asked, RevocationList list, DateTimeOffset now)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2))) writer.WriteOctetString(key.KeyIdentifier);
            WriteTime(writer, now);
            using (writer.PushSequence())
            {
                foreach (var question in asked.Questions) WriteAnswer(writer, question, list);
            }
            if (asked.Nonce is not { } nonce) return;
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Nonce);
                writer.WriteOctetString(nonce.Span);
            }
        }
    }

    private void WriteAnswer(AsnWriter writer, OcspQuestion question, RevocationList list)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(question.Encoded.Span);
            if (!IsOurs(question)) writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 2));
            else if (list.Find(issuer.Subject, question.SerialNumber.Span) is { } revoked) WriteRevoked(writer, revoked);
            else writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
            WriteTime(writer, list.ThisUpdate);
            if (list.NextUpdate is not { } next) return;
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) WriteTime(writer, next);
        }
    }

    private static void WriteRevoked(AsnWriter writer, RevokedCertificate revoked)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
        {
            WriteTime(writer, revoked.RevokedAt);
            if (revoked.Reason == RevocationReason.Unspecified) return;
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) writer.WriteEnumeratedValue(revoked.Reason);
        }
    }

    private bool IsOurs(OcspQuestion question)
    {
        var name = HashOf(question.HashAlgorithm, issuer.Subject.Raw.Span);
        var bits = HashOf(question.HashAlgorithm, KeyBits(issuer));
        return name is not null && bits is not null
            && question.IssuerNameHash.Span.SequenceEqual(name) && question.IssuerKeyHash.Span.SequenceEqual(bits);
    }

    // The protocol's hashes only name the CA; SHA-1 is what most clients send.
    private static byte[]? HashOf(string algorithm, ReadOnlySpan<byte> bytes) => algorithm switch
    {
        "1.3.14.3.2.26" => SHA1.HashData(bytes),
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(bytes),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(bytes),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(bytes),
        _ => null,
    };

    private static byte[] KeyBits(Certificate certificate)
    {
        var info = new AsnReader(certificate.PublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        info.ReadSequence();
        return info.ReadBitString(out _);
    }

    private static byte[] Failure(Status status) => Encode(writer =>
    {
        using (writer.PushSequence()) writer.WriteEnumeratedValue(status);
    });

    private static void WriteTime(AsnWriter writer, DateTimeOffset time) =>
        writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
