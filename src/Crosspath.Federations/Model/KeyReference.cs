namespace Crosspath.Federations;

/// <summary>Where a private key is; never the key.</summary>
public abstract record KeyReference
{
    private const string Pkcs11 = "pkcs11:";

    private KeyReference() { }

    /// <summary>A file at home.</summary>
    public sealed record InFile(string Path) : KeyReference;

    /// <summary>A token, by its RFC 7512 address.</summary>
    public sealed record InToken(string Uri) : KeyReference;

    /// <summary>Elsewhere: what is to be signed is written down, and the signature is brought back.</summary>
    public sealed record Detached : KeyReference;

    /// <summary>As federation.yaml writes it.</summary>
    public static KeyReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "detached") return new Detached();
        return text.StartsWith(Pkcs11, StringComparison.OrdinalIgnoreCase) ? new InToken(text) : new InFile(text);
    }
}
