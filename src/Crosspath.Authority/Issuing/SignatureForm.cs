using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Authority;

/// <summary>How an RSA key signs; every other key has one way only.</summary>
/// <param name="Hash">SHA-256, SHA-384 or SHA-512.</param>
/// <param name="IsPss">RSASSA-PSS with the hash's own length as salt, instead of PKCS#1 v1.5.</param>
public sealed record SignatureForm(HashAlgorithmName Hash, bool IsPss = false)
{
    private const string RsaPss = "1.2.840.113549.1.1.10";

    private static readonly (HashAlgorithmName Hash, string Oid, string Rsa, int Length)[] Hashes =
    [
        (HashAlgorithmName.SHA256, "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.11", 32),
        (HashAlgorithmName.SHA384, "2.16.840.1.101.3.4.2.2", "1.2.840.113549.1.1.12", 48),
        (HashAlgorithmName.SHA512, "2.16.840.1.101.3.4.2.3", "1.2.840.113549.1.1.13", 64),
    ];

    /// <summary>PKCS#1 v1.5 with SHA-256.</summary>
    public static SignatureForm Default { get; } = new(HashAlgorithmName.SHA256);

    /// <summary>The AlgorithmIdentifier by which a key signs; null when nothing is signed with a key of its
    /// kind.</summary>
    public byte[]? AlgorithmFor(ReadOnlySpan<byte> publicKeyInfo)
    {
        var type = PublicKey.DescribeKeyType(publicKeyInfo);
        return type switch
        {
            // RFC 5758 section 3.2: the hash as long as the curve, without parameters
            "EC-P-256" => Plain("1.2.840.10045.4.3.2"),
            "EC-P-384" => Plain("1.2.840.10045.4.3.3"),
            "EC-P-521" => Plain("1.2.840.10045.4.3.4"),
            // RFC 8410 section 3
            "Ed25519" => Plain("1.3.101.112"),
            "Ed448" => Plain("1.3.101.113"),
            // RFC 9881 section 2
            "ML-DSA-44" => Plain("2.16.840.1.101.3.4.3.17"),
            "ML-DSA-65" => Plain("2.16.840.1.101.3.4.3.18"),
            "ML-DSA-87" => Plain("2.16.840.1.101.3.4.3.19"),
            _ when type.StartsWith("RSA-PSS", StringComparison.Ordinal) => Pss(),
            _ when type.StartsWith("RSA-", StringComparison.Ordinal) => IsPss ? Pss() : Pkcs1(),
            _ => null,
        };
    }

    /// <summary>The form that makes signatures of an algorithm with a key; null when none does.</summary>
    internal static SignatureForm? Find(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> publicKeyInfo)
    {
        foreach (var row in Hashes)
        {
            SignatureForm[] forms = [new(row.Hash), new(row.Hash, IsPss: true)];
            foreach (var form in forms)
            {
                if (algorithm.SequenceEqual(form.AlgorithmFor(publicKeyInfo))) return form;
            }
        }
        return null;
    }

    private (HashAlgorithmName Hash, string Oid, string Rsa, int Length) Row => Hashes.First(row => row.Hash == Hash);

    // RFC 4055 section 5: the parameters MUST be NULL.
    private byte[] Pkcs1() => Encode(writer =>
    {
        writer.WriteObjectIdentifier(Row.Rsa);
        writer.WriteNull();
    });

    // RFC 4055 section 3.1, in the one encoding that the Baseline Requirements (7.1.3.2.1) allow.
    private byte[] Pss() => Encode(writer =>
    {
        writer.WriteObjectIdentifier(RsaPss);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Context(0))) WriteHash(writer);
            using (writer.PushSequence(Context(1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.8"); // MGF1
                WriteHash(writer);
            }
            using (writer.PushSequence(Context(2))) writer.WriteInteger(Row.Length);
        }
    });

    private void WriteHash(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Row.Oid);
            writer.WriteNull();
        }
    }

    private static byte[] Plain(string oid) => Encode(writer => writer.WriteObjectIdentifier(oid));

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) write(writer);
        return writer.Encode();
    }
}
