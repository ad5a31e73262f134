using System.Collections.Immutable;
using Crosspath.Clients;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Each workload as the members of each domain see it, by path search and by client.</summary>
/// <param name="Cells">By workload, purpose and domain, in the order of the federation.</param>
public sealed record TrustMatrix(ImmutableArray<TrustCell> Cells)
{
    /// <summary>The clients that are asked unless others are named: one of each way of building paths.</summary>
    public static ImmutableArray<string> UsualClients { get; } = ["curl", "dotnet", "go", "java-tls", "openssl"];

    /// <summary>Fills it.</summary>
    /// <param name="federation">Workloads and domains.</param>
    /// <param name="state">The certificates.</param>
    /// <param name="now">The time.</param>
    /// <param name="clients">Which clients to ask; empty for path search alone.</param>
    /// <param name="served">The bundles by which workloads still serve; null for those of the state.</param>
    public static TrustMatrix Of(
        Federation federation, FederationState state, DateTimeOffset now, IReadOnlyList<ClientProfile> clients,
        BundleWriter? served = null)
    {
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(clients);
        var world = new FederationWorld(state);
        using var memory = new ClientMemory();
        foreach (var (certificate, issuer) in world.Assumed) memory.Assume(certificate, issuer);
        var bundles = new BundleWriter(federation, state, now, world);
        var cells = ImmutableArray.CreateBuilder<TrustCell>();
        foreach (var workload in federation.Workloads)
        {
            if (!state.Leaves.TryGetValue(workload.Name, out var leaf)) continue;
            foreach (var purpose in workload.Purposes)
                foreach (var domain in federation.Domains)
                {
                    var cell = Search(world, workload, leaf, purpose, domain.Name, now);
                    cells.Add(purpose != Purpose.ServerAuth || clients.Count == 0 ? cell : cell with
                    {
                        Clients = Ask(clients, memory, new ClientRequest(
                            [leaf, .. (served ?? bundles).ChainOf(workload)], [.. state.Of(domain.Name).Anchors], now)
                        {
                            Cached = bundles.IntermediatesOf(domain.Name),
                            Host = workload.Host,
                        }),
                    });
                }
        }
        return new TrustMatrix(cells.ToImmutable());
    }

    /// <summary>What is trusted here and is not there: a workload, a domain, and by whom; <c>paths</c> for a search
    /// that finds everything.</summary>
    public IEnumerable<(TrustCell Cell, string By)> LostIn(TrustMatrix later)
    {
        ArgumentNullException.ThrowIfNull(later);
        foreach (var cell in Cells)
        {
            if (later.Cells.FirstOrDefault(other => IsSame(other, cell)) is not { } other) continue;
            if (cell.IsTrusted && !other.IsTrusted) yield return (other, "paths");
            foreach (var (client, accepts) in cell.Clients)
            {
                if (accepts && other.Clients.TryGetValue(client, out var then) && !then) yield return (other, client);
            }
        }
    }

    private static bool IsSame(TrustCell one, TrustCell other) =>
        one.Workload == other.Workload && one.Domain == other.Domain && one.Purpose == other.Purpose;

    private static TrustCell Search(
        FederationWorld world, Workload workload, Certificate leaf, Purpose purpose, string domain, DateTimeOffset now)
    {
        var query = new PathQuery(leaf, now)
        {
            Purpose = purpose,
            Host = purpose == Purpose.ServerAuth ? workload.Host : null,
        };
        var best = world.PathsOf(domain).Find(query).FirstOrDefault();
        var reason = best is null ? "no path"
            : best.IsValid ? ""
            : best.Findings.First(finding => finding.Severity == Severity.Error).Code;
        return new TrustCell(workload.Name, domain, purpose, best is { IsValid: true }, reason) { Path = best };
    }

    private static ImmutableSortedDictionary<string, bool> Ask(
        IReadOnlyList<ClientProfile> clients, ClientMemory memory, ClientRequest request)
    {
        var answers = ImmutableSortedDictionary.CreateBuilder<string, bool>(StringComparer.Ordinal);
        using var simulator = new ClientSimulator(request, memory);
        foreach (var client in clients) answers[client.Client] = simulator.Predict(client).IsAccepted;
        return answers.ToImmutable();
    }
}
