using Crosspath.Paths;

namespace Crosspath.Census.Analysis;

/// <summary>Identities of a graph as corpora call them.</summary>
internal static class IdentityDigest
{
    /// <summary>The digest of subject and key.</summary>
    public static ShortDigest Of(Identity identity) => ShortDigest.Of(ShortDigest.Of(identity.Subject), identity.KeyId);

    /// <summary>Stands for an issuer beside those of its leaves that can end no valid path, whatever lies above: they have
    /// paths, and none that counts.</summary>
    public static ShortDigest Barred(ShortDigest issuer) => new(~issuer.High, ~issuer.Low);
}
