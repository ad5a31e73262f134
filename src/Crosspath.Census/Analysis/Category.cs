namespace Crosspath.Census.Analysis;

/// <summary>Why a cross-sign is there, or what is wrong with it. The first four exclude each other.</summary>
public enum Category
{
    /// <summary>Every issuer alone would do.</summary>
    AlternativePaths,

    /// <summary>It carried a new CA until its own root was in the stores.</summary>
    Bootstrapping,

    /// <summary>It brought trust in further stores.</summary>
    ExpandedTrustStores,

    /// <summary>It made trust begin earlier or end later.</summary>
    ExpandedTrustTime,

    /// <summary>A certificate was revoked, or a root removed, and another kept the CA trusted where that was known.</summary>
    ValidAfterRevocation,

    /// <summary>It joined realms that were to stay apart.</summary>
    BarrierBreach,

    /// <summary>The CA changed hands, and an issuer outside vouched on.</summary>
    OwnershipChange,

    /// <summary>A certificate says that it is older than it can be.</summary>
    Backdating,

    /// <summary>A certificate was not made public where it should have been.</summary>
    MissingTransparency,

    /// <summary>Issuers sign with different algorithms, each one alone.</summary>
    MultipleSignatureAlgorithms,
}
