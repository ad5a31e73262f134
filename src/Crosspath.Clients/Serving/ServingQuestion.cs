using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients.Serving;

/// <summary>Which chain to serve.</summary>
/// <param name="Leaf">The server's own certificate.</param>
/// <param name="Pool">Intermediates and cross-signs at hand.</param>
/// <param name="Clients">Those to be reached.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when.</param>
public sealed record ServingQuestion(
    Certificate Leaf,
    ImmutableArray<Certificate> Pool,
    ImmutableArray<ServingClient> Clients,
    DateTimeOffset From,
    DateTimeOffset Until)
{
    /// <summary>The name by which clients call the server; null to leave it unchecked.</summary>
    public string? Host { get; init; }

    /// <summary>Lists to choose among, each as it would be served; null to find them.</summary>
    public ImmutableArray<ImmutableArray<Certificate>>? Candidates { get; init; }
}
