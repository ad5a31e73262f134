using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Load;

/// <summary>Path questions in a fixed order, each certificate in its turn.</summary>
internal sealed class Questions(IReadOnlyList<Certificate> known, IReadOnlyList<Certificate> unknown)
{
    private const string At = "2026-11-20"; // one day, as of callers who ask about now

    /// <summary>The body of a question.</summary>
    public byte[] this[int index]
    {
        get
        {
            var isUnknown = unknown.Count > 0 && index % 2 == 1;
            var question = isUnknown
                ? (object)new { certificates = new[] { PemOf(unknown[index / 2 % unknown.Count]) }, at = At }
                : new { target = known[index * 7 % known.Count].Fingerprint.ToString(), at = At };
            return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(question));
        }
    }

    private static string PemOf(Certificate certificate) => PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span);
}
