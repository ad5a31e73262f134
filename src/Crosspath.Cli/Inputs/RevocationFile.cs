using System.Security.Cryptography;
using System.Text;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>A file with one revocation list.</summary>
internal static class RevocationFile
{
    /// <summary>The list; null when the file is not there and need not be.</summary>
    /// <exception cref="UsageException">The file cannot be read, or does not hold exactly one list.</exception>
    public static RevocationList? Read(string option, string path, bool mayBeMissing, InputReport report)
    {
        if (mayBeMissing && !File.Exists(path)) return null;
        return CertificateInput.Read([path], report).RevocationLists is [var list]
            ? list
            : throw new UsageException($"{option}: {path}: holds not exactly one revocation list");
    }

    /// <summary>DER, which is what distribution points serve (RFC 5280 section 4.2.1.13); PEM where the name says
    /// so.</summary>
    public static byte[] Encode(RevocationList list, string path) =>
        path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
            ? Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", list.Raw.Span) + "\n")
            : list.Raw.ToArray();
}
