using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Web.Worlds;

/// <summary>A history in which the few periods that concern a small graph are found without looking at all.</summary>
internal sealed class IndexedHistory
{
    private readonly Dictionary<Fingerprint, List<int>> _trusts = [];
    private readonly Dictionary<Fingerprint, List<int>> _distrusts = [];

    public IndexedHistory(TrustHistory history)
    {
        History = history;
        for (var i = 0; i < history.Trusts.Length; i++) Add(_trusts, history.Trusts[i].Anchor.Fingerprint, i);
        for (var i = 0; i < history.Distrusts.Length; i++) Add(_distrusts, history.Distrusts[i].Certificate, i);
    }

    /// <summary>All of it.</summary>
    public TrustHistory History { get; }

    /// <summary>What concerns a graph's certificates, in the order of the whole.</summary>
    public TrustHistory Within(TrustGraph graph) => History with
    {
        Trusts = [.. Places(_trusts, graph).Select(i => History.Trusts[i])],
        Distrusts = [.. Places(_distrusts, graph).Select(i => History.Distrusts[i])],
    };

    private static IEnumerable<int> Places(Dictionary<Fingerprint, List<int>> index, TrustGraph graph) =>
        graph.Certificates.SelectMany(certificate => index.GetValueOrDefault(certificate.Fingerprint) ?? []).Order();

    private static void Add(Dictionary<Fingerprint, List<int>> index, Fingerprint fingerprint, int place)
    {
        if (!index.TryGetValue(fingerprint, out var places)) index.Add(fingerprint, places = []);
        places.Add(place);
    }
}
