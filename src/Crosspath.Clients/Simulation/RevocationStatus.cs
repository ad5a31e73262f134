namespace Crosspath.Clients.Simulation;

/// <summary>What revocation lists say of a certificate.</summary>
internal enum RevocationStatus
{
    /// <summary>No current list of the issuer.</summary>
    NoList,

    /// <summary>A list without distribution point covers it and does not name it.</summary>
    Good,

    /// <summary>A list for a distribution point covers it and does not name it.</summary>
    GoodAtPoint,

    /// <summary>A list names it.</summary>
    Revoked,
}
