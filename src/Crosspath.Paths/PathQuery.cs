using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths;

/// <summary>One question to <see cref="TrustPaths"/>: by which paths do the anchors vouch for this certificate?</summary>
/// <param name="Target">The certificate in question; it must be in the graph that is asked.</param>
/// <param name="At">The time for which validity is judged.</param>
public sealed record PathQuery(Certificate Target, DateTimeOffset At)
{
    /// <summary>What the target is for.</summary>
    public Purpose Purpose { get; init; } = Purpose.ServerAuth;

    /// <summary>The host, address or mailbox by which the target is to be known; null to accept any.</summary>
    public string? Host { get; init; }

    /// <summary>Which policies are acceptable: RFC 5280 section 6.1.1 (c). Empty for any. That one must hold is asked
    /// by <see cref="RequireExplicitPolicy"/>.</summary>
    public ImmutableArray<ObjectIdentifier> Policies { get; init; } = [];

    /// <summary>Whether a policy must hold at all: section 6.1.1 (f).</summary>
    public bool RequireExplicitPolicy { get; init; }

    /// <summary>Whether no policy may be mapped: section 6.1.1 (e).</summary>
    public bool InhibitPolicyMapping { get; init; }

    /// <summary>Whether anyPolicy stands for nothing: section 6.1.1 (g).</summary>
    public bool InhibitAnyPolicy { get; init; }

    /// <summary>What of the anchors' own certificates counts.</summary>
    public AnchorChecks AnchorChecks { get; init; } = AnchorChecks.Certificate;

    /// <summary>By which rules certificates are judged beyond path validation.</summary>
    public RuleProfile Profile { get; init; } = RuleProfile.PathValidation;

    /// <summary>Revocation lists to be looked at; empty for no revocation checking.</summary>
    public ImmutableArray<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>Whether a certificate that no list at hand covers is refused; otherwise that is a warning.</summary>
    public bool RequireRevocationLists { get; init; }

    /// <summary>Whether the time does not matter: timelines ask what holds at any time, and keep the times apart.</summary>
    internal bool IgnoresTime { get; init; }

    /// <summary>What the answer may cost.</summary>
    public SearchBudget Budget { get; init; } = new();
}

/// <summary>A named set of rules; each holds those before it as well.</summary>
public enum RuleProfile
{
    /// <summary>RFC 5280 section 6: what a verifier must check.</summary>
    PathValidation,

    /// <summary>Also what RFC 5280 section 4 asks of those who issue certificates.</summary>
    StrictRfc5280,

    /// <summary>Also the CA/Browser Forum's Baseline Requirements, as far as a verifier can see them.</summary>
    WebPki,
}
