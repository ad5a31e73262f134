namespace Crosspath.Authority.Auditing;

/// <summary>Keeps no record.</summary>
public sealed class NullAuditTrail : IAuditTrail
{
    /// <summary>The one that there needs to be.</summary>
    public static NullAuditTrail Instance { get; } = new();

    private NullAuditTrail() { }

    /// <inheritdoc/>
    public void Record(AuditEntry entry) { }
}
