using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Auditing;

/// <summary>One act that somebody may want to prove, or to hold against us, later.</summary>
/// <param name="Act">What was done.</param>
/// <param name="At">When.</param>
/// <param name="Domain">Whose act it was: the name of a PKI.</param>
/// <param name="Subject">What it was about, in words: a certificate's subject, a file's name.</param>
public sealed record AuditEntry(AuditAct Act, DateTimeOffset At, string Domain, string Subject)
{
    /// <summary>SHA-256 of the certificate, list, plan or file itself; null where there is none.</summary>
    public Fingerprint? Artifact { get; init; }

    /// <summary>The agreement under which it was done; empty where there is none.</summary>
    public string Agreement { get; init; } = "";

    /// <summary>Why, in the words of the plan or of who waived a rule.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Further facts, as name and value, in order.</summary>
    public ImmutableArray<(string Name, string Value)> Details { get; init; } = [];
}

/// <summary>What can be done.</summary>
public enum AuditAct
{
    /// <summary>A file of another PKI was taken over.</summary>
    Import,

    /// <summary>It was decided what is to be signed: the bytes are fixed.</summary>
    Plan,

    /// <summary>A certificate was signed.</summary>
    Issuance,

    /// <summary>A rule was broken with leave.</summary>
    Waiver,

    /// <summary>A certificate was revoked.</summary>
    Revocation,

    /// <summary>A revocation list was signed.</summary>
    RevocationList,

    /// <summary>A file was published, or given to those who trust.</summary>
    Distribution,
}
