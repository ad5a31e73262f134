using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;

namespace Crosspath.Authority;

/// <summary>The private keys of a file, each as PKCS#8 without encryption.</summary>
internal sealed class PrivateKeyBlocks
{
    private const string WrongPassword = "the password does not open the key, or the key is damaged";

    private readonly string? _password;

    private PrivateKeyBlocks(string? password) => _password = password;

    /// <summary>PrivateKeyInfo of each; the caller wipes them.</summary>
    public List<byte[]> Keys { get; } = [];

    /// <summary>Whether there is a key that wants a password.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Why the file is of no use; null when it may be.</summary>
    public string? Problem { get; private set; }

    public static PrivateKeyBlocks Read(ReadOnlyMemory<byte> content, string? password)
    {
        var blocks = new PrivateKeyBlocks(password);
        try
        {
            var text = Encoding.Latin1.GetString(content.Span);
            if (text.Contains("-----BEGIN ", StringComparison.Ordinal)) blocks.ReadPem(text);
            else blocks.ReadDer(content);
        }
        catch (CryptographicException)
        {
            blocks.Problem = password is null ? "the private key is damaged" : WrongPassword;
        }
        if (blocks is { Problem: null, Keys: [], IsLocked: false }) blocks.Problem = "holds no private key";
        return blocks;
    }

    private void ReadPem(string text)
    {
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label].ToString();
            var der = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            ReadBlock(label, der);
            rest = rest[fields.Location.End..];
        }
        // RFC 1421's own encryption, which PemEncoding does not take for a block.
        if (Keys.Count == 0 && text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            Problem = "the key is encrypted in OpenSSL's old way; turn it into PKCS#8: openssl pkcs8 -topk8";
    }

    private void ReadBlock(string label, byte[] der)
    {
        switch (label)
        {
            case "PRIVATE KEY":
                Keys.Add(der);
                break;
            case "ENCRYPTED PRIVATE KEY":
                Unlock(der);
                break;
            case "RSA PRIVATE KEY":
                using (var rsa = RSA.Create())
                {
                    rsa.ImportRSAPrivateKey(der, out _);
                    Keys.Add(rsa.ExportPkcs8PrivateKey());
                }
                break;
            case "EC PRIVATE KEY":
                using (var ecdsa = ECDsa.Create())
                {
                    ecdsa.ImportECPrivateKey(der, out _);
                    Keys.Add(ecdsa.ExportPkcs8PrivateKey());
                }
                break;
        }
    }

    private void ReadDer(ReadOnlyMemory<byte> content)
    {
        if (TryDecode(content, bytes => Pkcs12Info.Decode(bytes, out _)) is { } store) ReadStore(store);
        else if (TryDecode(content, bytes => Pkcs8PrivateKeyInfo.Decode(bytes, out _)) is { } key)
            Keys.Add(key.Encode());
        else if (TryImport(content, "RSA PRIVATE KEY") || TryImport(content, "EC PRIVATE KEY")) return;
        else if (content.Length > 0 && content.Span[0] == 0x30) Unlock(content);
    }

    private void Unlock(ReadOnlyMemory<byte> encrypted)
    {
        IsLocked = true;
        if (_password is null) return;
        Keys.Add(Pkcs8PrivateKeyInfo.DecryptAndDecode(_password, encrypted, out _).Encode());
    }

    private void ReadStore(Pkcs12Info store)
    {
        if (store.IntegrityMode == Pkcs12IntegrityMode.PublicKey) return;
        // Without a password, the empty one that many tools write.
        var password = _password ?? "";
        if (store.IntegrityMode == Pkcs12IntegrityMode.Password && !store.VerifyMac(password))
        {
            IsLocked = true;
            if (_password is not null) Problem = WrongPassword;
            return;
        }
        foreach (var safe in store.AuthenticatedSafe)
        {
            if (safe.ConfidentialityMode == Pkcs12ConfidentialityMode.PublicKey) continue;
            if (safe.ConfidentialityMode == Pkcs12ConfidentialityMode.Password) safe.Decrypt(password);
            foreach (var bag in safe.GetBags())
            {
                if (bag is Pkcs12KeyBag plain) Keys.Add(plain.Pkcs8PrivateKey.ToArray());
                if (bag is Pkcs12ShroudedKeyBag shrouded)
                    Keys.Add(Pkcs8PrivateKeyInfo.DecryptAndDecode(
                        password, shrouded.EncryptedPkcs8PrivateKey, out _).Encode());
            }
        }
    }

    private bool TryImport(ReadOnlyMemory<byte> content, string label)
    {
        try
        {
            ReadBlock(label, content.ToArray());
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static T? TryDecode<T>(ReadOnlyMemory<byte> content, Func<ReadOnlyMemory<byte>, T> decode)
        where T : class
    {
        try
        {
            return decode(content);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
