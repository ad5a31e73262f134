using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>One PKI of a federation.</summary>
public sealed record FederationDomain
{
    /// <summary>Its name: lower-case letters, digits and dashes, since files are named after it.</summary>
    public required string Name { get; init; }

    /// <summary>Its root's certificate.</summary>
    public required string RootFile { get; init; }

    /// <summary>The only root certificate that is taken for this domain's; null for whatever the file holds.</summary>
    public Fingerprint? RootFingerprint { get; init; }

    /// <summary>Where the root's private key is. Only the domain itself can follow it.</summary>
    public required KeyReference Key { get; init; }

    /// <summary>The names that it certifies.</summary>
    public Realm Realm { get; init; } = Realm.None;

    /// <summary>Certificates of its CAs below the root.</summary>
    public ImmutableArray<string> IssuingFiles { get; init; } = [];

    /// <summary>Further anchors that its members trust.</summary>
    public ImmutableArray<string> TrustFiles { get; init; } = [];

    /// <summary>Whether others may trust each other through it: a bridge.</summary>
    public bool IsHub { get; init; }

    /// <summary>Whether every agreement with it is suspended: nobody trusts it, and it trusts nobody.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>Where and for how long it publishes the status of what it issued.</summary>
    public PublicationSettings Publication { get; init; } = new();

    /// <summary>In which forms its members get their trust bundle, and how often they look for a new one.</summary>
    public BundleSettings Bundle { get; init; } = new();

    /// <summary>The root that is to take over; null when none is.</summary>
    public RolloverSettings? Rollover { get; init; }
}
