namespace Crosspath.Census.Corpora;

/// <summary>What a stored certificate is.</summary>
public enum RecordKind
{
    /// <summary>No CA.</summary>
    Leaf = 0,

    /// <summary>A CA certificate, see <see cref="CaRule"/>.</summary>
    Ca = 1,

    /// <summary>A precertificate of Certificate Transparency (RFC 6962 section 3.1): kept apart, for the certificate
    /// that follows it has the same name and key.</summary>
    Precertificate = 2,
}
