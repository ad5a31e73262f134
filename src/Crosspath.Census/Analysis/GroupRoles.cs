namespace Crosspath.Census.Analysis;

/// <summary>What sort of identity is cross-signed.</summary>
[Flags]
public enum GroupRoles
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>A root that others signed as well.</summary>
    Root = 1,

    /// <summary>An intermediate of several issuers.</summary>
    Intermediate = 2,

    /// <summary>A leaf of several issuers.</summary>
    Leaf = 4,

    /// <summary>A CA's name and key in a certificate that is no CA's.</summary>
    LeafMix = 8,
}
