using System.Security.Cryptography;
using System.Text;
using Crosspath.Authority.CrossSigning;

namespace Crosspath.Cli.Inputs;

/// <summary>The CA that gets a cross-certificate, out of a certificate of its or a request.</summary>
internal static class SubjectFile
{
    private const int LargestRequest = 1 << 20;

    /// <summary>Reads a file of either kind.</summary>
    /// <exception cref="UsageException">It holds neither, or one that cannot be taken.</exception>
    public static SubjectSource Read(string option, string path, InputReport report)
    {
        if (Request(path) is { } request)
        {
            return SubjectSource.TryTake(request, out var requested, out var refusal)
                ? requested
                : throw new UsageException($"{option}: {path}: {refusal}");
        }
        if (CertificateInput.Read([path], report).Certificates is not [var certificate, ..])
            throw new UsageException($"{option}: {path}: holds no certificate");
        return SubjectSource.TryTake(certificate, out var source, out var problem)
            ? source
            : throw new UsageException($"{option}: {path}: {problem}");
    }

    // PEM only: the DER of a request does not tell itself from other structures.
    private static byte[]? Request(string path)
    {
        try
        {
            if (path == "-" || new FileInfo(path) is not { Exists: true, Length: <= LargestRequest }) return null;
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path)).AsSpan();
            while (PemEncoding.TryFind(text, out var fields))
            {
                if (text[fields.Label] is "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST")
                    return Convert.FromBase64String(text[fields.Base64Data].ToString());
                text = text[fields.Location.End..];
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the reader of certificates will say what is wrong
        }
    }
}
