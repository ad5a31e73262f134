using Crosspath.Authority;
using Crosspath.Authority.Auditing;

namespace Crosspath.Federations;

/// <summary>What doing a domain's part needs from outside.</summary>
public sealed record ApplyOptions
{
    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Opens the key of a root; asked only for roots whose key is not detached.</summary>
    public required Func<DomainIssuer, KeyOpening> OpenKey { get; init; }

    /// <summary>How an RSA key signs.</summary>
    public SignatureForm Form { get; init; } = SignatureForm.Default;

    /// <summary>Where acts are written down.</summary>
    public IAuditTrail Audit { get; init; } = NullAuditTrail.Instance;

    /// <summary>Writes the files.</summary>
    public FederationFiles Files { get; init; } = new();
}
