namespace Crosspath.X509;

/// <summary>Why a part of an input gave nothing, as far as callers decide by it.</summary>
public enum UnreadableKind
{
    /// <summary>The input is no certificate file. In a folder such files are passed over in silence.</summary>
    NoCertificate,

    /// <summary>It looks like a certificate file, and is cut short or broken.</summary>
    Damaged,

    /// <summary>It is encrypted, and no password at hand opens it.</summary>
    Locked,

    /// <summary>Reading it would take more than <see cref="InputLimits"/> grants.</summary>
    LimitExceeded,

    /// <summary>The file or stream itself could not be read: missing, forbidden, a failing disk.</summary>
    Io,
}
