using System.Collections.Immutable;

namespace Crosspath.Clients;

/// <summary>How a walk from the leaf upwards goes.</summary>
public sealed record WalkRules
{
    /// <summary>Whether the best candidate is taken for good, or the others are tried when it fails.</summary>
    public Tries Tries { get; init; }

    /// <summary>Where issuers are looked for: groups in order; each group is ranked as one.</summary>
    public ImmutableArray<ImmutableArray<Source>> Sources { get; init; } = [];

    /// <summary>Whether served certificates that are in the client's database come behind those that are
    /// not.</summary>
    public bool DatabaseCounts { get; init; }

    /// <summary>What a candidate must fulfil to be taken, beyond <see cref="MatchRules"/>.</summary>
    public ImmutableArray<CandidateRule> Require { get; init; } = [];

    /// <summary>The order of a group's candidates, the most significant key first; else as they come.</summary>
    public ImmutableArray<RankKey> Rank { get; init; } = [];

    /// <summary>What may not be in a chain twice.</summary>
    public Repeat Repeat { get; init; }

    /// <summary>Whether anchors are exempt from that.</summary>
    public bool AnchorMayRepeat { get; init; }

    /// <summary>Whether the served list is searched only behind the certificate whose issuer is sought.</summary>
    public bool Forward { get; init; }

    /// <summary>Whether, once a store certificate was taken, only the store is searched.</summary>
    public bool StaysInStore { get; init; }

    /// <summary>Whether after a dead end anchors are sought for the certificates below it (OpenSSL's alternate
    /// chains).</summary>
    public bool AnchorsBelow { get; init; }

    /// <summary>Whether a self-signed certificate is never looked above.</summary>
    public bool SelfSignedEnds { get; init; }

    /// <summary>Whether nothing else is tried where an anchor signed.</summary>
    public bool AnchorSettles { get; init; }

    /// <summary>How many intermediates a chain may have; null for no limit.</summary>
    public int? MostIntermediates { get; init; }

    /// <summary>What the work is measured in; null for no budget.</summary>
    public WorkUnit? Budget { get; init; }

    /// <summary>How much work is allowed.</summary>
    public int Most { get; init; }

    /// <summary>Whether the first walk is without the served list, which is added when it ends nowhere.</summary>
    public bool CacheFirst { get; init; }

    /// <summary>When caIssuers locations are asked.</summary>
    public FetchRule Fetch { get; init; }

    /// <summary>Whether the chain that is reported goes on above the anchor as far as issuers are known.</summary>
    public bool ReportsToTop { get; init; }
}

/// <summary>How often a client tries.</summary>
public enum Tries
{
    /// <summary>All candidates in turn.</summary>
    All,

    /// <summary>The best candidate only.</summary>
    Best,
}

/// <summary>A place where issuers are looked for.</summary>
public enum Source
{
    /// <summary>The trust store.</summary>
    Store,

    /// <summary>What the server sent.</summary>
    Served,

    /// <summary>Local intermediates.</summary>
    Cached,

    /// <summary>Intermediates that the client's maker sends to it beforehand.</summary>
    Preloaded,
}

/// <summary>What makes a certificate a candidate.</summary>
public enum CandidateRule
{
    /// <summary>basicConstraints says cA; in the store, version 1 will do.</summary>
    Ca,

    /// <summary>basicConstraints says cA, or it is a root.</summary>
    CaOrRoot,

    /// <summary>keyUsage, where present, has keyCertSign.</summary>
    KeyCertSign,

    /// <summary>Its path length allows what is below.</summary>
    PathLength,

    /// <summary>Its key made the signature, if it is in the store.</summary>
    SignatureInStore,

    /// <summary>The key's algorithm can have made the signature.</summary>
    Algorithm,
}

/// <summary>A reason to prefer one candidate to another.</summary>
public enum RankKey
{
    /// <summary>Valid now.</summary>
    Current,

    /// <summary>Of those that are not valid now: the one that ends last.</summary>
    EndsLastUnlessCurrent,

    /// <summary>Ends later.</summary>
    EndsLast,

    /// <summary>Begins later.</summary>
    BeginsLast,

    /// <summary>Key identifiers are equal, before one is missing, before they differ.</summary>
    KeyIdentifier,

    /// <summary>Its key identifier is the one asked for; of the others, its issuer bears the name of an
    /// anchor.</summary>
    KeyIdentifierElseTrustedIssuer,

    /// <summary>Key identifiers that do not differ before those that do; within each, trusted first.</summary>
    TrustAndKeyIdentifier,

    /// <summary>Self-issued.</summary>
    SelfIssued,

    /// <summary>The best by usage, date, trust and age, in NSS's one pass.</summary>
    NssBest,

    /// <summary>Of those that were served: newer in NSS's sense.</summary>
    NssServed,

    /// <summary>Newer in NSS's sense, then exchanged until later ends come first, which does not keep equals in
    /// order.</summary>
    NssEndsLast,

    /// <summary>Of those in NSS's database: roots first, then newer in NSS's sense.</summary>
    NssDatabase,

    /// <summary>Last come first.</summary>
    Last,

    /// <summary>The reverse of the order in Java's HashSet.</summary>
    JavaSet,

    /// <summary>The order of keys in .NET's Hashtable under BouncyCastle's hash.</summary>
    BouncyCastleSet,
}

/// <summary>What may not be in a chain twice.</summary>
public enum Repeat
{
    /// <summary>A certificate.</summary>
    Certificate,

    /// <summary>A name with its key.</summary>
    Identity,

    /// <summary>A name with its key and alternative names.</summary>
    IdentityWithNames,

    /// <summary>Anything may.</summary>
    Nothing,
}

/// <summary>What work is measured in.</summary>
public enum WorkUnit
{
    /// <summary>Questions for the next issuer, answered or not.</summary>
    Questions,

    /// <summary>Candidates whose signature is checked.</summary>
    Signatures,

    /// <summary>Rounds of the search: a candidate tried, a level left.</summary>
    Rounds,

    /// <summary>Certificates entered.</summary>
    Certificates,
}

/// <summary>When issuers are fetched.</summary>
public enum FetchRule
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Where the candidates at hand have failed, for the certificate whose issuer is sought.</summary>
    AfterLocal,

    /// <summary>Where there is no candidate but anchors; and when all has failed, everywhere, together with the
    /// candidates at hand.</summary>
    WhenNoneIsLocal,

    /// <summary>When the chain as a whole ends without an anchor, for its last certificate; then all is built
    /// anew.</summary>
    ForTop,
}
