using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Crosspath.Stores.Tests.Formats;

/// <summary>Makes trust lists as Microsoft's, signed by somebody else.</summary>
internal static class SignedTrustList
{
    private const string ListType = "1.3.6.1.4.1.311.10.1";

    /// <param name="usage">What the list is for.</param>
    /// <param name="algorithm">By what it names its subjects.</param>
    /// <param name="signerUsage">The signer's extended key usage.</param>
    public static byte[] Make(string usage, string algorithm, string signerUsage, params byte[][] subjects)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=List Signer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(signerUsage)], false));
        using var signer = request.CreateSelfSigned(
            new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var message = new SignedCms(new ContentInfo(new Oid(ListType), Content(usage, algorithm, subjects)));
        message.ComputeSignature(new CmsSigner(signer));
        return message.Encode();
    }

    private static byte[] Content(string usage, string algorithm, byte[][] subjects)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteObjectIdentifier(usage);
            writer.WriteInteger(0x2A);
            writer.WriteUtcTime(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
            using (writer.PushSequence()) writer.WriteObjectIdentifier(algorithm);
            using (writer.PushSequence())
            {
                foreach (var subject in subjects)
                {
                    using (writer.PushSequence()) writer.WriteOctetString(subject);
                }
            }
        }
        return writer.Encode();
    }
}
