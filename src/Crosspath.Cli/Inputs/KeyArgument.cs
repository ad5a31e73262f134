using Crosspath.Authority;

namespace Crosspath.Cli.Inputs;

/// <summary><c>--key</c>: a file, or a key in a token.</summary>
/// <param name="Place">A path, or a PKCS#11 address (RFC 7512).</param>
/// <param name="Password">From a file or the environment; null to ask when it is wanted.</param>
internal sealed record KeyArgument(string Place, string? Password)
{
    private const string Scheme = "pkcs11:";

    /// <summary>Opens the key of a public key.</summary>
    /// <exception cref="UsageException">It is not there, or of no use.</exception>
    public SigningKey Open(ReadOnlyMemory<byte> publicKeyInfo, SignatureForm form, TextWriter warnings)
    {
        if (Place.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return OpenToken(publicKeyInfo, form);
        var content = WholeFile.Read("--key", Place);
        WarnOfReaders(warnings);
        var opening = PrivateKeys.Open(content, publicKeyInfo, form, Password);
        if (opening is KeyOpening.NeedsPassword)
            opening = PrivateKeys.Open(content, publicKeyInfo, form, Inputs.Password.Ask(Place));
        return Opened(opening, Place);
    }

    private SigningKey OpenToken(ReadOnlyMemory<byte> publicKeyInfo, SignatureForm form)
    {
        if (Place.Contains("pin-value", StringComparison.OrdinalIgnoreCase))
            throw new UsageException(
                "--key: a PIN does not belong into an argument; give it by --password-file or --password-env");
        return Opened(PrivateKeys.OpenToken(Place, publicKeyInfo, form, Password), Place);
    }

    private static SigningKey Opened(KeyOpening opening, string place) => opening switch
    {
        KeyOpening.Opened opened => opened.Key,
        KeyOpening.Unusable unusable => throw new UsageException($"--key: {place}: {unusable.Reason}"),
        _ => throw new UsageException($"--key: {place}: the password does not open the key"),
    };

    private void WarnOfReaders(TextWriter warnings)
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if ((File.GetUnixFileMode(Place) & Others) != 0)
            warnings.WriteLine($"crosspath: {Place}: others than its owner can read this key; chmod 600 it");
    }
}
