using System.Text.Json.Serialization;

namespace Crosspath.Harness;

/// <summary>A file of test cases, as x509-limbo's schema has it; what the harness does not use is left out.</summary>
internal sealed record LimboFile([property: JsonPropertyName("testcases")] IReadOnlyList<LimboCase> Cases);

/// <summary>One test case.</summary>
internal sealed record LimboCase
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>SERVER or CLIENT: what the peer is.</summary>
    [JsonPropertyName("validation_kind")]
    public string? ValidationKind { get; init; }

    [JsonPropertyName("trusted_certs")]
    public required IReadOnlyList<string> TrustedCertificates { get; init; }

    [JsonPropertyName("untrusted_intermediates")]
    public required IReadOnlyList<string> Intermediates { get; init; }

    [JsonPropertyName("peer_certificate")]
    public required string PeerCertificate { get; init; }

    /// <summary>Null for now.</summary>
    [JsonPropertyName("validation_time")]
    public DateTimeOffset? ValidationTime { get; init; }

    [JsonPropertyName("extended_key_usage")]
    public IReadOnlyList<string> ExtendedKeyUsage { get; init; } = [];

    [JsonPropertyName("expected_peer_name")]
    public PeerName? ExpectedPeerName { get; init; }

    [JsonPropertyName("expected_peer_names")]
    public IReadOnlyList<PeerName> ExpectedPeerNames { get; init; } = [];

    /// <summary>How many intermediates a path may have.</summary>
    [JsonPropertyName("max_chain_depth")]
    public int? MaxChainDepth { get; init; }

    [JsonPropertyName("crls")]
    public IReadOnlyList<string> RevocationLists { get; init; } = [];

    /// <summary>SUCCESS or FAILURE.</summary>
    [JsonPropertyName("expected_result")]
    public string? ExpectedResult { get; init; }
}

/// <summary>A name that the peer must have.</summary>
internal sealed record PeerName(
    [property: JsonPropertyName("kind")] string Kind, [property: JsonPropertyName("value")] string Value);

/// <summary>The harness's answers, as limbo's result schema has them.</summary>
internal sealed record LimboResults(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("harness")] string Harness,
    [property: JsonPropertyName("results")] IReadOnlyList<LimboResult> Results);

/// <summary>One answer.</summary>
internal sealed record LimboResult(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("actual_result")] string ActualResult,
    [property: JsonPropertyName("context")] string Context);
