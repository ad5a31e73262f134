using System.Collections.Immutable;
using Crosspath.Paths.Validation;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths;

/// <summary>
/// What a store's trust in an anchor is limited to. Nothing of it stands in the certificate: it is the store's own word,
/// such as NSS's trust bits and distrust-after dates, the properties of a root in Microsoft's list, or the constraints of
/// the Chrome Root Store.
/// </summary>
public sealed record AnchorLimits
{
    /// <summary>No limits.</summary>
    public static AnchorLimits None { get; } = new();

    /// <summary>Extended key usages that the anchor is trusted for; null for all, empty for none.</summary>
    public ImmutableArray<ObjectIdentifier>? Purposes { get; init; }

    /// <summary>Extended key usages that it is not trusted for, although <see cref="Purposes"/> has them.</summary>
    public ImmutableArray<ObjectIdentifier> ExcludedPurposes { get; init; } = [];

    /// <summary>From this instant on it is not trusted at all; null when no such day is set.</summary>
    public DateTimeOffset? DisabledFrom { get; init; }

    /// <summary>Up to when a certificate must have been issued to be trusted; empty for any time.</summary>
    public ImmutableArray<IssuanceLimit> IssuedBy { get; init; } = [];

    /// <summary>DNS names under which all names of a target must lie; empty for any name.</summary>
    public ImmutableArray<string> PermittedDnsNames { get; init; } = [];

    /// <summary>Whether the anchor is trusted for a purpose; for <see cref="Purpose.Any"/>, for any one.</summary>
    public bool Allows(Purpose purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        if (purpose.Oid is not { } oid) return Purposes is not { IsEmpty: true };
        return Purposes is not { } allowed ? !ExcludedPurposes.Contains(oid)
            : allowed.Contains(oid) && !ExcludedPurposes.Contains(oid);
    }

    /// <summary>Whether the limits may refuse one target and allow another.</summary>
    public bool JudgesTargets => !IssuedBy.IsEmpty || !PermittedDnsNames.IsEmpty;

    /// <summary>While the limits allow a target: always, until a day, or never (null).</summary>
    /// <param name="purpose">What the target is to be used for.</param>
    /// <param name="target">The certificate at the other end of the path.</param>
    public Validity? While(Purpose purpose, Certificate target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (WhyNever(purpose, target) is not null) return null;
        return DisabledFrom is not { } end ? Validity.Always
            : end == DateTimeOffset.MinValue ? null
            : new Validity(DateTimeOffset.MinValue, end.Previous());
    }

    /// <summary>Why the limits refuse a target at an instant, to follow "is"; null when they do not.</summary>
    public string? WhyNot(Purpose purpose, Certificate target, DateTimeOffset at) =>
        WhyNever(purpose, target)
        ?? (DisabledFrom <= at ? $"disabled there{(DisabledFrom > DateTimeOffset.MinValue ? $" since {DisabledFrom:yyyy-MM-dd}" : "")}" : null);

    private string? WhyNever(Purpose purpose, Certificate target)
    {
        if (!Allows(purpose)) return $"not trusted there for {purpose}";
        foreach (var limit in IssuedBy)
        {
            if (limit.Refuses(purpose, target))
                return $"trusted there only for what was issued by {limit.Last:yyyy-MM-dd}";
        }
        return PermittedDnsNames.IsEmpty || target.IsCa == true || HasOnlyPermittedNames(target)
            ? null
            : $"trusted there only for {string.Join(", ", PermittedDnsNames)}";
    }

    private bool HasOnlyPermittedNames(Certificate target) =>
        (target.SubjectAlternativeName.Value?.Names ?? [])
            .Where(name => name.Kind == GeneralNameKind.DnsName)
            .All(name => PermittedDnsNames.Any(permitted => HostName.IsWithin(name.Text, permitted)));
}

/// <summary>A store's day after which an anchor's new certificates are not trusted any more: "distrust after".</summary>
/// <param name="Last">The last instant at which a trusted certificate may have been issued.</param>
/// <param name="Purposes">For which extended key usages; null for all.</param>
public sealed record IssuanceLimit(DateTimeOffset Last, ImmutableArray<ObjectIdentifier>? Purposes = null)
{
    /// <summary>Whether the time of issuance is taken from the target's certificate timestamps (Chrome's SCTNotAfter);
    /// where it carries none, and otherwise, from its notBefore.</summary>
    public bool IsByTimestamp { get; init; }

    /// <summary>Whether a target was issued too late.</summary>
    public bool Refuses(Purpose purpose, Certificate target)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ArgumentNullException.ThrowIfNull(target);
        if (Purposes is { } limited && purpose.Oid is { } oid && !limited.Contains(oid)) return false;
        if (IsByTimestamp && target.FindExtension(ExtensionOids.SignedCertificateTimestamps) is { } extension
            && SignedCertificateTimestamp.ReadList(extension.Value) is { Count: > 0 } timestamps)
            return timestamps.All(timestamp => timestamp.Timestamp > Last);
        return target.NotBefore > Last;
    }
}
