using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>
/// A CA as the trust graph sees it: a subject name, compared by RFC 5280 section 7.1, and a public key. Every
/// certificate for that name and key is another way to trust the same identity.
/// </summary>
public sealed class Identity
{
    internal Identity(int index, int name, Certificate first)
    {
        Index = index;
        NameIndex = name;
        Subject = first.Subject;
        KeyId = first.KeyId;
        PublicKeyInfo = first.PublicKeyInfo;
    }

    /// <summary>The identity's place in <see cref="TrustGraph.Identities"/>.</summary>
    public int Index { get; }

    /// <summary>The name, in the bytes of the identity's first certificate.</summary>
    public Name Subject { get; }

    /// <summary>SHA-256 of the subject public key info.</summary>
    public Fingerprint KeyId { get; }

    /// <summary>The subject public key info.</summary>
    public ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>Equal for identities of equal names.</summary>
    internal int NameIndex { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} [key {KeyId.Short}]";
}
