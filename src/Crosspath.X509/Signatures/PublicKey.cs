using System.Formats.Asn1;
using System.Security.Cryptography;
using Crosspath.X509.Signatures;

namespace Crosspath.X509;

/// <summary>A public key, imported once to verify any number of signatures.</summary>
/// <remarks>
/// <para>Importing costs as much as several verifications: keep the key as long as it is of use.</para>
/// <para>
/// Not thread-safe: .NET's key objects make no promise of it. Use one instance on one thread at a time; different
/// instances do not disturb each other.
/// </para>
/// </remarks>
public sealed class PublicKey : IDisposable
{
    // The longest key of a known algorithm, RSA with 16384 bits, has 2 kB; ML-DSA-87 has 2.6.
    private const int LongestKey = 16 * 1024;

    // OpenSSL's bound for DSA, as RsaKeyValues has that for RSA. It bounds elliptic curves by itself.
    private const int MaxDsaPrimeBits = 10_000;

    private const string Unreadable = "unreadable";

    private readonly byte[] _encoded;
    private readonly KeyFamily _family;
    private readonly PssParameters? _restriction;
    private readonly IKeyVerifier? _platform;
    private OpenSslVerifier? _openSsl;
    private bool _openSslTried;

    private PublicKey(ReadOnlySpan<byte> encoded)
    {
        _encoded = encoded.Length <= LongestKey ? encoded.ToArray() : [];
        if (!KeyInfo.TryRead(encoded, out var info))
        {
            (KeyType, Unusable) = (Unreadable, "it is not a SubjectPublicKeyInfo");
            return;
        }
        KeyType = info.Describe();
        _family = info.Family;
        LacksDsaParameters = info.LacksDsaParameters;
        Unusable = encoded.Length > LongestKey ? $"the key has {encoded.Length} octets" : Refusal(info);
        if (Unusable is not null) return;
        if (_family == KeyFamily.RsaPss) _restriction = PssParameters.Read(info.Identifier.Parameters);
        _platform = ImportIntoPlatform(info, encoded);
        if (_platform is null && OpenSslKey() is null)
            Unusable = "the platform lacks the algorithm or refuses the key";
    }

    /// <summary>
    /// The algorithm and its size or curve: <c>RSA-2048</c>, <c>EC-P-256</c>, <c>EC-explicit</c>, <c>Ed25519</c>;
    /// <c>unknown (1.2.3)</c> with the dotted identifier of an algorithm that has no name here.
    /// </summary>
    public string KeyType { get; }

    /// <summary>Why nothing can be verified with this key; null when something can.</summary>
    public string? Unusable { get; }

    /// <summary>
    /// Whether this is a DSA key whose parameters are those of its issuer's key (RFC 3279 section 2.3.2); unusable until
    /// <see cref="WithDsaParametersOf"/> adds them.
    /// </summary>
    public bool LacksDsaParameters { get; }

    /// <summary>
    /// Takes any bytes: a key that cannot be read or imported is <see cref="Unusable"/>, and every signature under it
    /// <see cref="SignatureVerdict.Unverifiable"/>.
    /// </summary>
    public static PublicKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo) => new(subjectPublicKeyInfo);

    /// <summary>The <see cref="KeyType"/> without the cost of importing the key.</summary>
    public static string DescribeKeyType(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        KeyInfo.TryRead(subjectPublicKeyInfo, out var info) ? info.Describe() : Unreadable;

    /// <summary>
    /// A new key: this one with the DSA parameters of its issuer's. This one itself, when it needs none or the issuer's
    /// key has none to give.
    /// </summary>
    public PublicKey WithDsaParametersOf(PublicKey issuerKey)
    {
        ArgumentNullException.ThrowIfNull(issuerKey);
        if (!LacksDsaParameters || issuerKey.LacksDsaParameters || issuerKey.Unusable is not null) return this;
        _ = KeyInfo.TryRead(_encoded, out var own);
        _ = KeyInfo.TryRead(issuerKey._encoded, out var issuer);
        if (issuer.Family != KeyFamily.Dsa) return this;
        return Import(DsaKeyInfo(issuer.Identifier.Parameters, own.Key));
    }

    /// <summary>Judges one signature.</summary>
    /// <param name="algorithmIdentifier">The AlgorithmIdentifier with its header.</param>
    /// <param name="signedBytes">All that was signed, such as a whole tbsCertificate with its header.</param>
    /// <param name="signature">The content of the signature's bit string, without the count of unused bits.</param>
    public SignatureVerdict Verify(
        ReadOnlySpan<byte> algorithmIdentifier, ReadOnlySpan<byte> signedBytes, ReadOnlySpan<byte> signature)
    {
        if (Unusable is not null) return SignatureVerdict.Unverifiable;
        var algorithm = SignatureAlgorithms.Read(algorithmIdentifier);
        if (algorithm.Scheme == SignatureScheme.Other) return SignatureVerdict.Unverifiable;
        if (!CanMake(algorithm)) return SignatureVerdict.Bad;
        if (!algorithm.IsUnderstood) return SignatureVerdict.Unverifiable;
        return Judge(algorithm, signedBytes, signature) switch
        {
            true => SignatureVerdict.Valid,
            false => SignatureVerdict.Bad,
            null => SignatureVerdict.Unverifiable,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _platform?.Dispose();
        _openSsl?.Dispose();
    }

    // An RSA signature under an EC key is not unverifiable: nobody can have made it with that key.
    private bool CanMake(SignatureAlgorithm algorithm) => algorithm.Scheme switch
    {
        SignatureScheme.RsaPkcs1 => _family == KeyFamily.Rsa, // RFC 4055 section 1.2: a PSS key is for PSS alone
        SignatureScheme.RsaPss => _family == KeyFamily.Rsa || (_family == KeyFamily.RsaPss && Allows(algorithm.Pss)),
        SignatureScheme.Ecdsa => _family == KeyFamily.Ec,
        SignatureScheme.Dsa => _family == KeyFamily.Dsa,
        _ => algorithm.Name == KeyType,
    };

    private bool Allows(PssParameters? used) => _restriction is null || used is null || _restriction.Allows(used);

    // .NET first; libcrypto for what .NET cannot do with an algorithm or a key.
    private bool? Judge(SignatureAlgorithm algorithm, ReadOnlySpan<byte> signedBytes, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (_platform?.Verify(algorithm, signedBytes, signature) is { } verdict) return verdict;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // a policy of the platform, such as one without MD5
        }
        return OpenSslKey()?.Verify(algorithm, signedBytes, signature);
    }

    private OpenSslVerifier? OpenSslKey()
    {
        if (_openSslTried) return _openSsl;
        _openSslTried = true;
        return _openSsl = OpenSslVerifier.Import(_encoded);
    }

    private static string? Refusal(in KeyInfo info)
    {
        switch (info.Family)
        {
            case KeyFamily.Unknown:
                return "the key's algorithm is not known";
            case KeyFamily.NotForSignatures:
                return "the key's algorithm makes no signatures";
            case KeyFamily.RsaPss when !info.Identifier.Parameters.IsEmpty
                && PssParameters.Read(info.Identifier.Parameters) is null:
                return "the restrictions of the RSASSA-PSS key are not understood";
            case KeyFamily.Rsa or KeyFamily.RsaPss:
                return RsaKeyValues.TryRead(info.Key, out var values)
                    ? values.Refusal()
                    : "the bit string holds no RSA key";
            case KeyFamily.Dsa when info.LacksDsaParameters:
                return "the DSA parameters are those of the issuer's key";
            case KeyFamily.Dsa when info.DsaPrimeBits() > MaxDsaPrimeBits:
                return $"the DSA prime has more than {MaxDsaPrimeBits} bits";
            default:
                return null;
        }
    }

    private static IKeyVerifier? ImportIntoPlatform(in KeyInfo info, ReadOnlySpan<byte> encoded)
    {
        try
        {
            return info.Family switch
            {
                KeyFamily.Rsa or KeyFamily.RsaPss => RsaVerifier.Import(info),
                KeyFamily.Ec => EcdsaVerifier.Import(encoded),
                KeyFamily.Dsa => DsaVerifier.Import(encoded),
                KeyFamily.MLDsa or KeyFamily.SlhDsa => PostQuantumVerifier.Import(info.Family, encoded),
                _ => null,
            };
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return null;
        }
    }

    // What .NET throws for keys and algorithms that it does not take.
    private static bool IsRefusal(Exception e) =>
        e is CryptographicException or NotSupportedException or AsnContentException or ArgumentException;

    private static byte[] DsaKeyInfo(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> key)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10040.4.1"); // id-dsa
                writer.WriteEncodedValue(parameters);
            }
            writer.WriteBitString(key);
        }
        return writer.Encode();
    }
}
