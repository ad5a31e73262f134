using System.Collections.Immutable;
using System.Numerics;
using Crosspath.Census.Corpora;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>What a census found.</summary>
public sealed record CensusReport
{
    /// <summary>How much there is in the corpus.</summary>
    public required CorpusSize Size { get; init; }

    /// <summary>Certificates that had a valid path to a store at some time, or were in one.</summary>
    public required long ValidCertificates { get; init; }

    /// <summary>Of those, CA certificates.</summary>
    public required long ValidCas { get; init; }

    /// <summary>Paths of all certificates: walks over verified signatures to an anchor that repeat no identity.</summary>
    public required BigInteger Paths { get; init; }

    /// <summary>Whether <see cref="Paths"/> and <see cref="LongestPath"/> are exact; else they are lower bounds.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Certificates of the longest path.</summary>
    public required int LongestPath { get; init; }

    /// <summary>The anchor above the most valid certificates; null when there is no valid one.</summary>
    public required AnchorReach? WidestAnchor { get; init; }

    /// <summary>The CA certificate with the most paths; null when there is none.</summary>
    public required CertificatePaths? BusiestCa { get; init; }

    /// <summary>Identities that have several certificates and are not cross-signed.</summary>
    public required long Reissued { get; init; }

    /// <summary>Every cross-signed identity, those with the most certificates first.</summary>
    public required ImmutableArray<CrossSignGroup> Groups { get; init; }

    /// <summary>The rules that were followed.</summary>
    public required CensusRules Rules { get; init; }

    /// <summary>Those of <see cref="Groups"/> of which certificates of two issuers were trusted.</summary>
    public IEnumerable<CrossSignGroup> Trusted => Groups.Where(group => group.IsTrusted);

    /// <summary>How many trusted groups have a role.</summary>
    public int Count(GroupRoles role) => Trusted.Count(group => group.Roles.HasFlag(role));

    /// <summary>How many trusted groups have a classification.</summary>
    public int Count(Category category) => Trusted.Count(group => group.Categories.Contains(category));
}

/// <summary>An anchor, and how much it stands behind.</summary>
/// <param name="Anchor">The anchor.</param>
/// <param name="Certificates">Certificates that had a valid path to it at some time.</param>
public sealed record AnchorReach(Certificate Anchor, long Certificates);

/// <summary>A certificate, and how many paths it has.</summary>
public sealed record CertificatePaths(Certificate Certificate, BigInteger Paths);
