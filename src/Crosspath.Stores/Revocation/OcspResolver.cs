using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.Paths;
using Crosspath.Stores.Formats;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Revocation;

/// <summary>Says which certificates of a graph OCSP responses revoke, and from when on.</summary>
/// <remarks>A response counts when the certificate's issuer signed it, or a responder to which that issuer gave a
/// certificate for signing them (RFC 6960 section 4.2.2.2). Whether it is current does not matter: what was revoked stays
/// so, but for certificates on hold, which count from the response's time until its next update.</remarks>
public static class OcspResolver
{
    private static readonly ObjectIdentifier OcspSigning = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.9");

    /// <summary>The revocations of some responses together.</summary>
    /// <param name="responses">Each with what messages call it.</param>
    /// <param name="graph">The certificates at hand.</param>
    public static RevocationReading Resolve(IReadOnlyList<(string Name, OcspResponse Response)> responses, TrustGraph graph)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(graph);
        var problems = ImmutableArray.CreateBuilder<StoreProblem>();
        var distrusts = new SortedDictionary<Fingerprint, DistrustPeriod>();
        foreach (var (name, response) in responses)
        {
            if (response.Status != OcspStatus.Successful)
            {
                problems.Add(new StoreProblem(name, $"the responder did not answer ({response.Status})"));
                continue;
            }
            foreach (var answer in response.Answers)
            {
                var meant = Meant(answer, graph).ToArray();
                if (meant.Length == 0) problems.Add(new StoreProblem(name, "is about a certificate that is not at hand"));
                foreach (var (certificate, issuer) in meant)
                {
                    if (!IsSigned(response, issuer, graph))
                        problems.Add(new StoreProblem(name, $"is signed neither by {issuer.Subject.FriendlyText} nor for it"));
                    else if (PeriodOf(certificate, answer) is { } period) distrusts.TryAdd(certificate.Fingerprint, period);
                }
            }
        }
        return new RevocationReading([.. distrusts.Values], problems.ToImmutable());
    }

    private static IEnumerable<(Certificate, Identity)> Meant(OcspAnswer answer, TrustGraph graph)
    {
        foreach (var certificate in graph.Certificates)
        {
            if (!certificate.SerialNumber.Span.TrimStart((byte)0).SequenceEqual(answer.SerialNumber.Span.TrimStart((byte)0))) continue;
            if (graph.IssuerOf(certificate).Issuer is { } issuer
                && Hash(answer.HashAlgorithm, KeyOctets(issuer)) is { } key && key.AsSpan().SequenceEqual(answer.IssuerKeyHash.Span)
                && Hash(answer.HashAlgorithm, certificate.Issuer.Raw.Span) is { } name && name.AsSpan().SequenceEqual(answer.IssuerNameHash.Span))
                yield return (certificate, issuer);
        }
    }

    private static bool IsSigned(OcspResponse response, Identity issuer, TrustGraph graph)
    {
        using var key = graph.ImportKey(issuer);
        if (IsGood(key, response)) return true;
        foreach (var responder in response.Certificates)
        {
            if (responder.ExtendedKeyUsage.Value?.Purposes.Contains(OcspSigning) != true || !responder.Issuer.Equals(issuer.Subject)) continue;
            if (response.ProducedAt < responder.NotBefore || responder.NotAfter < response.ProducedAt) continue;
            var verdict = key.Verify(responder.SignatureAlgorithm.Span, responder.SignedPart.Span, responder.Signature.Span);
            if (verdict != SignatureVerdict.Valid) continue;
            using var delegated = PublicKey.Import(responder.PublicKeyInfo.Span);
            if (IsGood(delegated, response)) return true;
        }
        return false;
    }

    private static bool IsGood(PublicKey key, OcspResponse response) =>
        key.Verify(response.SignatureAlgorithm.Span, response.SignedPart.Span, response.Signature.Span) == SignatureVerdict.Valid;

    private static DistrustPeriod? PeriodOf(Certificate certificate, OcspAnswer answer)
    {
        if (answer.RevokedAt is not { } from) return null;
        var until = answer.Reason == RevocationReason.CertificateHold && answer.NextUpdate is { } next && next > from
            ? next
            : DateTimeOffset.MaxValue;
        return new DistrustPeriod(certificate.Fingerprint, null, new Validity(from, until),
            $"was revoked on {from:yyyy-MM-dd} ({answer.Reason}), as its issuer's OCSP responder says");
    }

    // RFC 6960 section 4.1.1: the key's octets without tag, length and number of unused bits.
    private static byte[] KeyOctets(Identity issuer)
    {
        try
        {
            var info = new AsnReader(issuer.PublicKeyInfo, AsnEncodingRules.BER).ReadSequence();
            info.ReadEncodedValue();
            return info.ReadBitString(out _);
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

#pragma warning disable CA5350 // SHA-1 is what most responders name issuers by; nothing is proved by it
    private static byte[]? Hash(string algorithm, ReadOnlySpan<byte> bytes) => algorithm switch
    {
        "1.3.14.3.2.26" => SHA1.HashData(bytes),
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(bytes),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(bytes),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(bytes),
        _ => null,
    };
#pragma warning restore CA5350
}
