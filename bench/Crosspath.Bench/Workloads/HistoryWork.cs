using System.IO.Compression;
using Crosspath.Paths;
using Crosspath.Paths.Cutting;
using Crosspath.Paths.Scenarios;
using Crosspath.Paths.Timelines;
using Crosspath.Stores;
using Crosspath.Stores.History;
using Crosspath.X509;

namespace Crosspath.Bench.Workloads;

/// <summary>Every CA certificate of a file against every version of every store of a history.</summary>
internal sealed class HistoryWork
{
    private static readonly DateTimeOffset At = new(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TrustGraph _graph;
    private readonly TrustHistory _history;

    public HistoryWork(string authorities, string stores)
    {
        _graph = TrustGraph.Build(CertificateFiles.ReadCertificates(authorities));
        using var file = File.OpenRead(stores);
        using var text = new GZipStream(file, CompressionMode.Decompress);
        _history = HistoryRows.Read(text)
            .Where(row => row.Version is not null)
            .GroupBy(row => row.Version!.Store)
            .Select(group => new StoreHistory(group.Key, group.Select(row => row.Version!)))
            .Select(history => history.ToTrustHistory(Purpose.ServerAuth, Find))
            .Aggregate((one, other) => one.With(other));
    }

    /// <summary>What is worked on, in words.</summary>
    public string Size => $"{_graph.Certificates.Length:N0} certificates, {_history.Stores.Length} stores, {_history.Trusts.Length:N0} periods of trust";

    /// <summary>The timelines of all certificates, from nothing but the graph.</summary>
    public int Timelines() => new TrustTimelines(_graph, _history).Of(_graph.Certificates).Count(timeline => timeline.LastChainDies is not null);

    /// <summary>For each anchor there ever was: what if every store distrusted it? The timelines before are at hand.</summary>
    public IEnumerable<Action> WhatIfs()
    {
        var before = new TrustTimelines(_graph, _history);
        foreach (var _ in before.Of(_graph.Certificates)) { }
        foreach (var anchor in _history.Trusts.Select(trust => trust.Anchor).DistinctBy(anchor => (anchor.Subject, anchor.KeyId)))
        {
            var scenario = new Scenario { Distrusted = [new AnchorDistrust(anchor.Subject, anchor.KeyId, null)] };
            yield return () =>
            {
                foreach (var _ in Impact.Between(before, before.Under(scenario.Apply(_graph, _history)))) { }
            };
        }
    }

    /// <summary>For each CA there is: what would end all its paths on a day?</summary>
    public IEnumerable<Action> Cuts()
    {
        var search = new CutSearch(_graph, _history, new PathQuery(_graph.Certificates[0], At));
        return _graph.Identities.Select(identity => (Action)(() => search.For(identity)));
    }

    private Certificate? Find(Fingerprint fingerprint) => _graph.TryFind(fingerprint, out var certificate) ? certificate : null;
}
