using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Clients.Serving;

// What a client makes of a list changes only where a certificate's validity begins or ends, or a store changes. Between two
// such instants one look is enough, so the answer holds for every instant, not for those that were sampled.

/// <summary>Chooses the list that most of the clients accept for most of the time.</summary>
public sealed class ServingChoice
{
    private readonly ServingQuestion _question;
    private readonly ImmutableArray<ServingClient> _clients;
    private readonly ImmutableArray<Validity> _segments;

    private ServingChoice(ServingQuestion question, TrustGraph graph)
    {
        _question = question;
        var near = Near(graph, question.Leaf);
        _clients = [.. question.Clients.Select(client => client with
        {
            // Only roots that lie above the leaf matter; the others would only slow the clients down.
            Roots = [.. client.Roots.Select(period => period with
            {
                Roots = [.. period.Roots.Where(root => near.Contains(graph.SubjectOf(root)))],
            })],
        })];
        _segments = Segments(graph, near);
    }

    /// <summary>The lists, best first.</summary>
    public required ImmutableArray<ServedList> Ranked { get; init; }

    /// <summary>Clients, in the order of the lists' verdicts.</summary>
    public ImmutableArray<ServingClient> Clients => _clients;

    /// <summary>The times between which verdicts may change, in order.</summary>
    public ImmutableArray<Validity> TimeSegments => _segments;

    /// <summary>Chooses.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ServingChoice Of(ServingQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var roots = question.Clients.SelectMany(client => client.Roots).SelectMany(period => period.Roots)
            .DistinctBy(root => root.Fingerprint).ToArray();
        var lists = question.Candidates ?? [];
        var graph = TrustGraph.Build([question.Leaf, .. question.Pool, .. roots, .. lists.SelectMany(list => list)], cancellation: cancellation);
        if (question.Candidates is null) lists = ServingCandidates.Of(graph, question.Leaf, roots);
        var choice = new ServingChoice(question, graph) { Ranked = [] };
        using var memory = new ClientMemory();
        var judged = lists.Select(list => choice.Judge(list, memory, cancellation)).ToArray();
        return new ServingChoice(question, graph)
        {
            Ranked = [.. judged
                .OrderByDescending(list => Math.Round(list.Score, 9))
                .ThenByDescending(list => list.Breaks.IsEmpty ? DateTimeOffset.MaxValue : list.Breaks[0].Date)
                .ThenBy(list => list.Bytes)],
        };
    }

    private ServedList Judge(ImmutableArray<Certificate> list, ClientMemory memory, CancellationToken cancellation)
    {
        var verdicts = _clients.Select(_ => ImmutableArray.CreateBuilder<ClientVerdict>()).ToArray();
        foreach (var segment in _segments)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var sameRoots in _clients.Index().GroupBy(client => string.Join(' ', client.Item.RootsAt(segment.From).Select(root => root.Fingerprint))))
            {
                var request = new ClientRequest(list, sameRoots.First().Item.RootsAt(segment.From), segment.From) { Host = _question.Host };
                using var simulator = new ClientSimulator(request, memory);
                foreach (var (index, client) in sameRoots)
                {
                    var prediction = simulator.Predict(client.Profile);
                    verdicts[index].Add(new ClientVerdict(prediction.IsAccepted, prediction.Reason));
                }
            }
        }
        var served = new ServedList(list, [.. verdicts.Select(verdict => verdict.ToImmutable())]);
        return served with { Score = Score(served), Breaks = Breaks(served) };
    }

    private double Score(ServedList list)
    {
        var (served, all) = (0.0, 0.0);
        foreach (var (c, client) in _clients.Index())
        {
            foreach (var (s, segment) in _segments.Index())
            {
                var weight = client.Weight * ((segment.Until - segment.From).TotalSeconds + 1);
                all += weight;
                if (list.Verdicts[c][s].IsAccepted) served += weight;
            }
        }
        return all > 0 ? served / all : 0;
    }

    private ImmutableArray<Breakage> Breaks(ServedList list)
    {
        var breaks = ImmutableArray.CreateBuilder<Breakage>();
        for (var s = 1; s < _segments.Length; s++)
        {
            ImmutableArray<string> lost = [.. _clients.Where((_, c) => list.Verdicts[c][s - 1].IsAccepted && !list.Verdicts[c][s].IsAccepted)
                .Select(client => client.Name)];
            if (!lost.IsEmpty) breaks.Add(new Breakage(_segments[s].From, lost));
        }
        return breaks.ToImmutable();
    }

    private ImmutableArray<Validity> Segments(TrustGraph graph, HashSet<Identity> near)
    {
        var instants = new SortedSet<DateTimeOffset> { _question.From };
        void Add(DateTimeOffset instant)
        {
            if (instant > _question.From && instant <= _question.Until) instants.Add(instant);
        }
        foreach (var certificate in graph.Certificates.Where(certificate => near.Contains(graph.SubjectOf(certificate))))
        {
            Add(certificate.NotBefore);
            Add(certificate.NotAfter.AddSeconds(certificate.NotAfter < DateTimeOffset.MaxValue.AddSeconds(-1) ? 1 : 0));
        }
        foreach (var client in _clients)
        {
            for (var i = 1; i < client.Roots.Length; i++)
            {
                // A version of the store that changes nothing above the leaf is no change.
                if (!client.Roots[i].Roots.SequenceEqual(client.Roots[i - 1].Roots)) Add(client.Roots[i].Period.From);
            }
        }
        DateTimeOffset[] starts = [.. instants];
        return [.. starts.Select((start, i) => new Validity(start, i + 1 < starts.Length ? starts[i + 1].AddTicks(-1) : _question.Until))];
    }

    // The leaf's identity and everything that can lie above it.
    private static HashSet<Identity> Near(TrustGraph graph, Certificate leaf)
    {
        var near = new HashSet<Identity> { graph.SubjectOf(leaf) };
        var queue = new Queue<Identity>(near);
        while (queue.TryDequeue(out var identity))
        {
            foreach (var certificate in graph.CertificatesOf(identity))
            {
                if (graph.IssuerOf(certificate).Issuer is { } issuer && near.Add(issuer)) queue.Enqueue(issuer);
            }
        }
        return near;
    }
}
