using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients;

/// <summary>What a client is confronted with: the server's list, its own store and cache, the network, a
/// date.</summary>
/// <param name="Served">As the server sent them, in order, the leaf first; repetitions count.</param>
/// <param name="Roots">The client's trust store, in the order in which it was loaded.</param>
/// <param name="At">The client's clock.</param>
public sealed record ClientRequest(
    ImmutableArray<Certificate> Served, ImmutableArray<Certificate> Roots, DateTimeOffset At)
{
    /// <summary>Intermediates that the client has at hand without trusting them. Clients without such a place never see
    /// them.</summary>
    public ImmutableArray<Certificate> Cached { get; init; } = [];

    /// <summary>Intermediates that makers of clients send to them beforehand, as Mozilla does. Only clients with such a place
    /// see them.</summary>
    public ImmutableArray<Certificate> Preloaded { get; init; } = [];

    /// <summary>What a caIssuers URL gives; URLs that are not here give nothing.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<Certificate>> Fetchable { get; init; } =
        ImmutableDictionary<string, ImmutableArray<Certificate>>.Empty;

    /// <summary>Revocation lists: loaded beforehand, or found at distribution points, as the client does it.</summary>
    public ImmutableArray<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>The host name by which the server is called; null to leave it unchecked.</summary>
    public string? Host { get; init; }
}
