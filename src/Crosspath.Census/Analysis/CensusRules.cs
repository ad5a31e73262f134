namespace Crosspath.Census.Analysis;

/// <summary>
/// Which rules a census follows. Each is a switch of its own, so that a difference between two sets of rules can be put
/// down to the rule that makes it.
/// </summary>
public sealed record CensusRules
{
    /// <summary>Names and keys are compared as text (subject as printed, modulus without exponent, point without curve),
    /// rather than by RFC 5280 section 7.1 and whole keys.</summary>
    public bool ComparesText { get; init; }

    /// <summary>Issuers are told apart by the text of their names, rather than by name and key as proved by
    /// signatures.</summary>
    public bool TellsIssuersByText { get; init; }

    /// <summary>Two certificates side by side are a cross-sign however short they overlap, and reissues are split off
    /// greedily; rather than: 121 days of common validity, in maximal cliques.</summary>
    public bool SplitsReissuesGreedily { get; init; }

    /// <summary>What stores limit their trust to, and what was distrusted or revoked, counts for nothing.</summary>
    public bool IgnoresLimits { get; init; }

    /// <summary>An owner that nobody knows is an owner of that name, and a CA that signs itself is not known to be its own
    /// owner.</summary>
    public bool UnknownIsAnOwner { get; init; }

    /// <summary>This project's rules.</summary>
    public static CensusRules Default { get; } = new();

    /// <summary>The rules of the study "The Boon and Bane of Cross-Signing" (CCS 2020), as its published tools follow
    /// them.</summary>
    public static CensusRules Ccs20 { get; } = new()
    {
        ComparesText = true,
        TellsIssuersByText = true,
        SplitsReissuesGreedily = true,
        IgnoresLimits = true,
        UnknownIsAnOwner = true,
    };

    /// <summary>The study's rules with one of them mended at a time.</summary>
    public static IReadOnlyList<(string Rule, CensusRules Rules)> Ccs20WithOneMended { get; } =
    [
        ("identity by RFC 5280 name and whole key", Ccs20 with { ComparesText = false }),
        ("issuer identity, not its text", Ccs20 with { TellsIssuersByText = false }),
        ("121 days of overlap, in cliques", Ccs20 with { SplitsReissuesGreedily = false }),
        ("limits of stores, and distrust", Ccs20 with { IgnoresLimits = false }),
        ("an unknown owner is no owner", Ccs20 with { UnknownIsAnOwner = false }),
    ];
}
