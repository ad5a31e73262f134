using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>Target, intermediates, anchor, in that order; every signature on it verified.</summary>
/// <param name="Certificates">The first is the target, the last the anchor's certificate; a target that is an anchor
/// itself is the only one.</param>
/// <param name="Anchor">The trust at its end.</param>
public sealed record TrustPath(ImmutableArray<Certificate> Certificates, TrustAnchor Anchor)
{
    /// <summary>The certificate in question.</summary>
    public Certificate Target => Certificates[0];

    /// <summary>While all certificates on the path are valid; null when there is no such time.</summary>
    public Validity? Window
    {
        get
        {
            Validity? window = Validity.Always;
            foreach (var certificate in Certificates)
            {
                window = Validity.Of(certificate) is { } own ? window?.Intersect(own) : null;
                if (window is null) return null;
            }
            return window;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" < ", Certificates.Select(c => c.Subject.FriendlyText));
}

/// <summary>A path with its judgement.</summary>
/// <param name="Path">The path.</param>
/// <param name="Findings">Everything found, from the target to the anchor.</param>
public sealed record JudgedPath(TrustPath Path, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether nothing found is an error.</summary>
    public bool IsValid { get; } = !Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>The stores whose trust stands behind the path: they trust its anchor for this target, and distrust nothing
    /// on it.</summary>
    public ImmutableArray<string> Stores { get; init; } = [];
}
