namespace Crosspath.Authority.Auditing;

/// <summary>Where acts are written down. An act is recorded before its file appears, so that nothing is out of which
/// there is no record; after an interruption the same act may therefore be recorded again.</summary>
public interface IAuditTrail
{
    /// <summary>Writes an act down.</summary>
    /// <exception cref="IOException">It cannot be written; then the act must not happen.</exception>
    void Record(AuditEntry entry);
}
