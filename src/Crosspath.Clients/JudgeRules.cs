using System.Collections.Immutable;

namespace Crosspath.Clients;

/// <summary>What is checked of a chain, and on which of its certificates.</summary>
public sealed record JudgeRules
{
    /// <summary>When.</summary>
    public JudgeTime When { get; init; }

    /// <summary>Whose validity must include the date.</summary>
    public ImmutableArray<Part> Time { get; init; } = [Part.Leaf, Part.Intermediate, Part.Anchor];

    /// <summary>Whose signature must verify; an anchor's under its own key.</summary>
    public ImmutableArray<Part> Signature { get; init; } = [Part.Leaf, Part.Intermediate];

    /// <summary>Whose critical extensions must be understood.</summary>
    public ImmutableArray<Part> Critical { get; init; } = [Part.Leaf, Part.Intermediate, Part.Anchor];

    /// <summary>Extensions that are not understood though most clients do, by their dotted numbers.</summary>
    public ImmutableArray<string> NotUnderstood { get; init; } = [];

    /// <summary>basicConstraints' cA of intermediates.</summary>
    public Presence IntermediateCa { get; init; }

    /// <summary>basicConstraints' cA of the anchor.</summary>
    public Presence AnchorCa { get; init; } = Presence.IfPresent;

    /// <summary>keyUsage's keyCertSign of intermediates.</summary>
    public Presence IntermediateKeyUsage { get; init; } = Presence.IfPresent;

    /// <summary>keyUsage's keyCertSign of the anchor.</summary>
    public Presence AnchorKeyUsage { get; init; } = Presence.IfPresent;

    /// <summary>Whose path length counts.</summary>
    public ImmutableArray<Part> PathLength { get; init; } = [Part.Intermediate, Part.Anchor];

    /// <summary>Whose name constraints count.</summary>
    public ImmutableArray<Part> NameConstraints { get; init; } = [Part.Intermediate, Part.Anchor];

    /// <summary>How name constraints are read.</summary>
    public ConstraintReading ConstraintReading { get; init; }

    /// <summary>What the leaf's extKeyUsage must allow.</summary>
    public PurposeRule LeafPurpose { get; init; } = PurposeRule.Server;

    /// <summary>What an intermediate's extKeyUsage must allow.</summary>
    public PurposeRule IntermediatePurpose { get; init; }

    /// <summary>What the anchor's extKeyUsage must allow.</summary>
    public PurposeRule AnchorPurpose { get; init; }

    /// <summary>Whether the host name is checked.</summary>
    public bool Host { get; init; } = true;

    /// <summary>Whether an anchor that directly issued the leaf may be out of date.</summary>
    public bool AnchorAboveLeafMayBeOutOfDate { get; init; }

    /// <summary>Whether the anchor of a list that is in issuer order may be out of date.</summary>
    public bool AnchorOfListMayBeOutOfDate { get; init; }

    /// <summary>Further rules about the form of certificates.</summary>
    public ImmutableArray<FormRule> Form { get; init; } = [];

    /// <summary>Digests that may not be in a signature that counts, such as "md5" or "sha1".</summary>
    public ImmutableArray<string> WeakDigests { get; init; } = [];

    /// <summary>How long an RSA key must be; null for any.</summary>
    public int? LeastRsaBits { get; init; }

    /// <summary>How long RSA keys must be at a first try; when it fails, <see cref="LeastRsaBits"/> counts.</summary>
    public int? PreferredRsaBits { get; init; }

    /// <summary>Whose RSA keys must be so long.</summary>
    public ImmutableArray<Part> RsaBits { get; init; } = [Part.Leaf, Part.Intermediate, Part.Anchor];

    /// <summary>Kinds of keys that the client cannot use, such as "Ed25519" or "EC-secp256k1".</summary>
    public ImmutableArray<string> UnknownKeys { get; init; } = [];

    /// <summary>Signature algorithms that the client cannot use: "RSASSA-PSS", or with the kind of the issuer's key
    /// "ecdsa-with-SHA512 EC-P-256".</summary>
    public ImmutableArray<string> UnknownAlgorithms { get; init; } = [];
}

/// <summary>When a chain is judged.</summary>
public enum JudgeTime
{
    /// <summary>When it is complete.</summary>
    After,

    /// <summary>Each certificate when it is taken.</summary>
    While,
}

/// <summary>A part of a chain.</summary>
public enum Part
{
    /// <summary>The first certificate.</summary>
    Leaf,

    /// <summary>Those between.</summary>
    Intermediate,

    /// <summary>The last one.</summary>
    Anchor,
}

/// <summary>How a statement of an extension counts.</summary>
public enum Presence
{
    /// <summary>It must be there.</summary>
    Must,

    /// <summary>It counts where the extension is there.</summary>
    IfPresent,

    /// <summary>It does not count.</summary>
    Ignore,
}

/// <summary>How name constraints are read.</summary>
public enum ConstraintReading
{
    /// <summary>RFC 5280 section 4.2.1.10: each kind of name for itself.</summary>
    ByKind,

    /// <summary>They are not read right, and refuse every name (webpki 0.22.0).</summary>
    Refuses,

    /// <summary>A certificate without a DNS name has its common name as one (wolfSSL).</summary>
    CommonNameIsDns,

    /// <summary>A certificate without a DNS name has its common name as one if it has the form of one (Java).</summary>
    CommonNameMayBeDns,
}

/// <summary>What extKeyUsage must allow where it is there.</summary>
public enum PurposeRule
{
    /// <summary>Nothing: it is not looked at.</summary>
    Ignore,

    /// <summary>serverAuth.</summary>
    Server,

    /// <summary>serverAuth or anyExtendedKeyUsage.</summary>
    ServerOrAny,

    /// <summary>serverAuth or clientAuth.</summary>
    ServerOrClient,
}

/// <summary>A rule about the form of a certificate.</summary>
public enum FormRule
{
    /// <summary>The leaf has an authorityKeyIdentifier with a keyIdentifier.</summary>
    LeafAuthorityKeyIdentifier,

    /// <summary>The leaf has an authorityKeyIdentifier.</summary>
    LeafAuthorityKey,

    /// <summary>Intermediates have an authorityKeyIdentifier.</summary>
    IntermediateAuthorityKeyIdentifier,

    /// <summary>Intermediates and the anchor have a subjectKeyIdentifier.</summary>
    CaSubjectKeyIdentifier,

    /// <summary>Intermediates' basicConstraints are critical.</summary>
    IntermediateCriticalBasicConstraints,

    /// <summary>The anchor's basicConstraints are critical.</summary>
    AnchorCriticalBasicConstraints,

    /// <summary>A leaf with an RSA key and a keyUsage has keyEncipherment.</summary>
    RsaLeafKeyEncipherment,

    /// <summary>The leaf has a subjectAltName.</summary>
    LeafAlternativeNames,
}
