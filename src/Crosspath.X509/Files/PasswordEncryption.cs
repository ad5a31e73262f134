using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Crosspath.X509;

/// <summary>
/// How a part of a PKCS#12 file is encrypted: PBES2 (RFC 8018 section 6.2), or the older schemes of RFC 7292 appendix
/// C. Java wrote 40-bit RC2 until 2021, which OpenSSL 3 has only as an extra.
/// </summary>
internal sealed record PasswordEncryption
{
    // Salts have 8 to 64 bytes; a longer one is hashed over and over.
    private const int LongestSalt = 4096;

    private readonly Cipher cipher;
    private readonly int keyBytes;
    private readonly byte[] salt;
    private readonly byte[]? iv;
    private readonly HashAlgorithmName hash;

    private enum Cipher
    {
        TripleDes,
        Rc2,
        Aes,
    }

    private PasswordEncryption(Cipher cipher, int keyBytes, (byte[] Salt, long Rounds) derivation)
    {
        (this.cipher, this.keyBytes, salt, Rounds) = (cipher, keyBytes, derivation.Salt, derivation.Rounds);
    }

    private PasswordEncryption(
        Cipher cipher, int keyBytes, (byte[] Salt, long Rounds, HashAlgorithmName Hash) derivation, byte[] iv)
        : this(cipher, keyBytes, (derivation.Salt, derivation.Rounds)) =>
        (hash, this.iv) = (derivation.Hash, iv);

    /// <summary>Rounds of hashing per password tried: whoever decrypts decides first whether to afford them.</summary>
    public long Rounds { get; }

    /// <summary>Reads an AlgorithmIdentifier; null when it is broken or of a scheme not known here.</summary>
    public static PasswordEncryption? Parse(ReadOnlyMemory<byte> algorithm)
    {
        try
        {
            var sequence = new AsnReader(algorithm, AsnEncodingRules.BER).ReadSequence();
            var parsed = sequence.ReadObjectIdentifier() switch
            {
                "1.2.840.113549.1.12.1.3" => new PasswordEncryption(Cipher.TripleDes, 24, ReadSaltAndRounds(sequence)),
                "1.2.840.113549.1.12.1.4" => new PasswordEncryption(Cipher.TripleDes, 16, ReadSaltAndRounds(sequence)),
                "1.2.840.113549.1.12.1.5" => new PasswordEncryption(Cipher.Rc2, 16, ReadSaltAndRounds(sequence)),
                "1.2.840.113549.1.12.1.6" => new PasswordEncryption(Cipher.Rc2, 5, ReadSaltAndRounds(sequence)),
                "1.2.840.113549.1.5.13" => ReadPbes2(sequence.ReadSequence()),
                _ => null,
            };
            return parsed is { Rounds: > 0, salt.Length: <= LongestSalt } ? parsed : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The plain content, or null when this password does not fit.</summary>
    public byte[]? Decrypt(byte[] content, string? password)
    {
        try
        {
            var rounds = checked((int)Rounds);
            if (iv is not null)
            {
                var utf8 = Encoding.UTF8.GetBytes(password ?? "");
                return Decipher(Rfc2898DeriveBytes.Pbkdf2(utf8, salt, rounds, hash, keyBytes), iv, content);
            }

            var derivation = new Pkcs12KeyDerivation(password, salt, rounds);
            var key = derivation.Derive(Pkcs12KeyDerivation.Key, keyBytes);
            return Decipher(key, derivation.Derive(Pkcs12KeyDerivation.InitializationVector, 8), content);
        }
        catch (CryptographicException)
        {
            return null; // padding that a wrong key leaves
        }
    }

    private byte[]? Decipher(byte[] key, byte[] vector, byte[] content)
    {
        if (cipher == Cipher.Rc2) return Rc2.DecryptCbc(key, vector, content);
        using SymmetricAlgorithm algorithm = cipher == Cipher.Aes ? Aes.Create() : TripleDES.Create();
        if (vector.Length * 8 != algorithm.BlockSize) return null;
        algorithm.Key = key.Length == 16 && cipher == Cipher.TripleDes ? [.. key, .. key[..8]] : key;
        return algorithm.DecryptCbc(content, vector);
    }

    // RFC 7292 appendix C: pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER }
    private static (byte[] Salt, long Rounds) ReadSaltAndRounds(AsnReader algorithm)
    {
        var parameters = algorithm.ReadSequence();
        return (parameters.ReadOctetString(), ReadRounds(parameters));
    }

    private static long ReadRounds(AsnReader parameters) =>
        (long)BigInteger.Clamp(parameters.ReadInteger(), 0, long.MaxValue);

    // RFC 8018 appendix A.4: SEQUENCE { keyDerivationFunc, encryptionScheme }
    private static PasswordEncryption? ReadPbes2(AsnReader parameters)
    {
        var function = parameters.ReadSequence();
        if (function.ReadObjectIdentifier() != "1.2.840.113549.1.5.12") return null; // other than PBKDF2: scrypt
        if (ReadPbkdf2(function.ReadSequence()) is not { } derivation) return null;

        var scheme = parameters.ReadSequence();
        var (cipher, keyBytes) = scheme.ReadObjectIdentifier() switch
        {
            "2.16.840.1.101.3.4.1.2" => (Cipher.Aes, 16),
            "2.16.840.1.101.3.4.1.22" => (Cipher.Aes, 24),
            "2.16.840.1.101.3.4.1.42" => (Cipher.Aes, 32),
            "1.2.840.113549.3.7" => (Cipher.TripleDes, 24),
            _ => (Cipher.Aes, 0),
        };
        return keyBytes == 0 ? null : new PasswordEncryption(cipher, keyBytes, derivation, scheme.ReadOctetString());
    }

    // RFC 8018 appendix A.2: SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1 }
    private static (byte[] Salt, long Rounds, HashAlgorithmName Hash)? ReadPbkdf2(AsnReader parameters)
    {
        var salt = parameters.ReadOctetString();
        var rounds = ReadRounds(parameters);
        if (parameters.HasData && parameters.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) parameters.ReadInteger();
        if (!parameters.HasData) return (salt, rounds, HashAlgorithmName.SHA1);
        return parameters.ReadSequence().ReadObjectIdentifier() switch
        {
            "1.2.840.113549.2.7" => (salt, rounds, HashAlgorithmName.SHA1),
            "1.2.840.113549.2.9" => (salt, rounds, HashAlgorithmName.SHA256),
            "1.2.840.113549.2.10" => (salt, rounds, HashAlgorithmName.SHA384),
            "1.2.840.113549.2.11" => (salt, rounds, HashAlgorithmName.SHA512),
            _ => null,
        };
    }
}
