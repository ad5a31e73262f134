using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>What was found where certificates say that it is. None of it is verified.</summary>
public sealed record FetchedCollateral
{
    /// <summary>Nothing.</summary>
    public static FetchedCollateral Empty { get; } = new();

    /// <summary>What each caIssuers location holds; locations that gave nothing are left out.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Certificate>> Issuers { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<Certificate>>(StringComparer.Ordinal);

    /// <summary>Every certificate among them once, in the order of locations.</summary>
    public IReadOnlyList<Certificate> Certificates =>
        [.. Issuers.Values.SelectMany(found => found).DistinctBy(certificate => certificate.Fingerprint)];

    /// <summary>Revocation lists, in the order of their locations.</summary>
    public ImmutableArray<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>OCSP responses, each with the URL of its responder.</summary>
    public ImmutableArray<(string Url, OcspResponse Response)> Responses { get; init; } = [];

    /// <summary>What could not be had and why, a line each.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}
