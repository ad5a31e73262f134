namespace Crosspath.Clients.Simulation;

/// <summary>What revocation lists say of a certificate.</summary>
internal enum RevocationStatus
{
    /// <summary>No list in the issuer's name.</summary>
    NoList,

    /// <summary>Only lists in the issuer's name that are out of date or not signed by it.</summary>
    Unsound,

    /// <summary>A list without distribution point covers it and does not name it.</summary>
    Good,

    /// <summary>A list for a distribution point covers it and does not name it.</summary>
    GoodAtPoint,

    /// <summary>A list names it.</summary>
    Revoked,
}
