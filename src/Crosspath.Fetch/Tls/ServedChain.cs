using System.Collections.Immutable;

namespace Crosspath.Fetch.Tls;

/// <summary>What a server sent in its Certificate message, exactly: the order, repetitions, and what is no
/// certificate.</summary>
/// <param name="Endpoint">Who was asked.</param>
/// <param name="Version">The version that the server chose, such as "TLS 1.3".</param>
/// <param name="Certificates">The entries; the bytes need not be certificates.</param>
public sealed record ServedChain(
    TlsEndpoint Endpoint, string Version, ImmutableArray<ReadOnlyMemory<byte>> Certificates);

/// <summary>A chain, or why there is none.</summary>
/// <param name="Chain">Null when there is none.</param>
/// <param name="Problem">Why, in one line that begins with the endpoint; null when there is one.</param>
public sealed record ProbeResult(ServedChain? Chain, string? Problem);
