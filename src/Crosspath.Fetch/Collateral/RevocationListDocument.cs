using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>What a distribution point serves: DER by RFC 5280 section 4.2.1.13, and PEM where nobody noticed.</summary>
internal static class RevocationListDocument
{
    /// <summary>Reads it.</summary>
    public static DocumentCheck Check(ReadOnlyMemory<byte> content, IssuerPool pool, out RevocationList? list)
    {
        list = null;
        using var stream = DocumentStream.Open(content);
        var first = CertificateFiles.Read(stream, "document")
            .FirstOrDefault(item => item is not InputItem.FoundCertificate);
        if (first is not InputItem.FoundCrl found) return new DocumentCheck("is no revocation list");
        if (!RevocationList.TryRead(found.Der, out list, out var error))
            return new DocumentCheck($"the revocation list {error}");
        return new DocumentCheck(null) { NextUpdate = list.NextUpdate, MayBeKept = Signatures.IsSigned(list, pool) };
    }
}
