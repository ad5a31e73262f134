using System.Collections.Immutable;

namespace Crosspath.Clients;

/// <summary>
/// How one client builds paths, for a range of its versions: the content of a file in <c>Profiles</c>. Every rule that
/// a profile sets has its evidence under the rule's name. docs/clients.md explains each rule.
/// </summary>
public sealed record ClientProfile
{
    /// <summary>The name by which commands call it.</summary>
    public required string Client { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>The profile from which all that is not set here is taken; null when all is here.</summary>
    public string? Base { get; init; }

    /// <summary>The versions that behave so, as far as is known.</summary>
    public required string Versions { get; init; }

    /// <summary>The version that was run in the lab; null for a client that was not measured.</summary>
    public string? Measured { get; init; }

    /// <summary>How a chain is looked for.</summary>
    public Strategy Strategy { get; init; }

    /// <summary>What a certificate message may be.</summary>
    public MessageRules Message { get; init; } = new();

    /// <summary>Where local intermediates are put.</summary>
    public CachePlace Cache { get; init; }

    /// <summary>When a certificate is a candidate for another's issuer.</summary>
    public MatchRules Match { get; init; } = new();

    /// <summary>The search of <see cref="Strategy.Walk"/>, and of what falls back to it.</summary>
    public WalkRules Walk { get; init; } = new();

    /// <summary>What ends a chain.</summary>
    public AnchorRules Anchor { get; init; } = new();

    /// <summary>What is checked of a chain.</summary>
    public JudgeRules Judge { get; init; } = new();

    /// <summary>Whether and how revocation is checked.</summary>
    public RevocationRule Revocation { get; init; }

    /// <summary>For each rule, by its path in this file, where it comes from: a scenario of the lab, or a vendor's
    /// document or source file with path and version.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Evidence { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
}

/// <summary>How a client looks for a chain.</summary>
public enum Strategy
{
    /// <summary>From the leaf upwards, an issuer at a time; whether it tries again is a rule of the walk.</summary>
    Walk,

    /// <summary>The served list is the chain as it stands, up to the first certificate that an anchor signed.</summary>
    ServedOrder,

    /// <summary>A served list in issuer order is the chain, cut at the first trusted name and key; any other list is
    /// searched by a walk.</summary>
    ServedOrderElseWalk,

    /// <summary>The served list is sorted into a chain; then anchors are looked up for its end (GnuTLS).</summary>
    SortedList,

    /// <summary>Served CAs are taken in from the last to the first, each verified by what is known by then; then the
    /// leaf is (wolfSSL).</summary>
    Admission,

    /// <summary>All paths are written down first; the first shortest one is judged (PKI.js).</summary>
    Enumeration,
}

/// <summary>Where a client puts local intermediates.</summary>
public enum CachePlace
{
    /// <summary>It has no such place.</summary>
    None,

    /// <summary>Beside the roots, in the trust store.</summary>
    Store,

    /// <summary>A place of their own, without trust.</summary>
    Own,
}

/// <summary>Which certificate messages are refused before any chain is built.</summary>
public sealed record MessageRules
{
    /// <summary>The longest list, leaf included; null for no limit.</summary>
    public int? MostCertificates { get; init; }

    /// <summary>The longest certificate message in octets; null for no limit.</summary>
    public int? MostOctets { get; init; }

    /// <summary>Whether every served certificate must be free of critical extensions that are not understood.</summary>
    public bool ReadsAll { get; init; }

    /// <summary>Whether a root with such an extension is left out of the store.</summary>
    public bool LeavesOutRoots { get; init; }
}

/// <summary>When a certificate may be another's issuer.</summary>
public sealed record MatchRules
{
    /// <summary>How names are compared with served and cached certificates.</summary>
    public NameComparison Names { get; init; }

    /// <summary>How names are looked up in the trust store.</summary>
    public NameComparison StoreNames { get; init; }

    /// <summary>What the key identifiers are to a candidate.</summary>
    public KeyIdentifierRule KeyIdentifier { get; init; }

    /// <summary>Whether the issuer and serial number in an authorityKeyIdentifier must be the candidate's.</summary>
    public bool IssuerAndSerial { get; init; }
}

/// <summary>How two names are compared.</summary>
public enum NameComparison
{
    /// <summary>RFC 5280 section 7.1.</summary>
    Normalized,

    /// <summary>By the text of the attributes, whatever the string type.</summary>
    Text,

    /// <summary>By the text of the attributes, whatever the string type and the case of letters.</summary>
    TextIgnoringCase,

    /// <summary>Octet by octet.</summary>
    Octets,
}

/// <summary>What authority and subject key identifiers are to a client.</summary>
public enum KeyIdentifierRule
{
    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>They must be equal where both are there.</summary>
    Match,

    /// <summary>They must be equal where both are there, and where one candidate's are, candidates without are
    /// out.</summary>
    MatchBest,
}

/// <summary>What ends a chain.</summary>
public sealed record AnchorRules
{
    /// <summary>Whether only self-signed certificates of the store are anchors.</summary>
    public bool SelfSignedOnly { get; init; }

    /// <summary>Whether self-signed is meant octet by octet; others of the store are untrusted intermediates.</summary>
    public bool SortsStore { get; init; }

    /// <summary>Whether a served or cached certificate that is in the store ends the chain, too.</summary>
    public bool MayBeServed { get; init; }

    /// <summary>When the leaf itself is the anchor.</summary>
    public TargetAnchor Target { get; init; }

    /// <summary>Which of several anchors of one name and key is reported.</summary>
    public bool LastOfSeveral { get; init; }
}

/// <summary>When a leaf that is in the store is trusted by that.</summary>
public enum TargetAnchor
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>When it is in the store.</summary>
    InStore,

    /// <summary>When it is in the store and self-issued.</summary>
    SelfIssuedInStore,

    /// <summary>When it is in the store and no chain was found; the certificates found stay in the chain.</summary>
    LastResort,
}

/// <summary>The revocation mechanism.</summary>
public enum RevocationRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>Lists; a certificate without one passes.</summary>
    ListsIfAny,

    /// <summary>Lists; a certificate without one passes, and a list in the issuer's name that is out of date or not
    /// signed by it refuses.</summary>
    SoundListsIfAny,

    /// <summary>Lists; a certificate without one is refused.</summary>
    ListsRequired,

    /// <summary>Lists; a certificate without one is refused, and so is one that names a distribution point when the
    /// list does not.</summary>
    ListsRequiredWithPoint,
}
