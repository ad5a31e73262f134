namespace Crosspath.Fetch.Collateral;

/// <summary>What certificates say where to find.</summary>
[Flags]
public enum CollateralKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Their issuers: caIssuers, RFC 5280 section 4.2.2.1.</summary>
    Issuers = 1,

    /// <summary>Revocation lists: RFC 5280 section 4.2.1.13.</summary>
    RevocationLists = 2,

    /// <summary>Their status: RFC 6960.</summary>
    Ocsp = 4,

    /// <summary>All of it.</summary>
    All = Issuers | RevocationLists | Ocsp,
}
