using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Crosspath.Paths;
using Crosspath.Paths.Timelines;
using Crosspath.Stores.Revocation;
using Crosspath.Web.Questions;
using Crosspath.Web.Running;
using Crosspath.X509;

namespace Crosspath.Web.Worlds;

/// <summary>
/// All that the server has, linked once, and the worlds of questions that were asked lately. A question whose
/// certificates are all here is asked of the whole; else of a small world of its own: what came with it, and all that
/// may lie above that. Which way is taken shows in nothing but the time it takes.
/// </summary>
internal sealed class Library
{
    private const int MostSmallWorlds = 48;
    private const int MostLargeWorlds = 2;
    private const int MostAsked = 1_000;
    private const int MostHistories = 64;

    /// <summary>So many certificates in a question are few.</summary>
    public const int SmallWorld = 200;

    /// <summary>The name of the server's own roots among the stores.</summary>
    public const string OwnRoots = "roots";

    private readonly Holdings _holdings;
    private readonly Lock _shelf = new(); // the shelf reads files as it is asked, for one at a time
    private readonly SubjectIndex _index;
    private readonly LeastRecent<string, IndexedHistory> _histories = new(MostHistories);
    private readonly Lazy<Task<Action<Stream, bool>>>? _census; // taken once, when it is first asked for
    private readonly LeastRecent<string, World> _small = new(MostSmallWorlds);
    private readonly LeastRecent<string, Counter> _asked = new(MostAsked);
    private readonly LeastRecent<string, World> _large = new(MostLargeWorlds);

    /// <summary>Links what there is.</summary>
    public Library(Holdings holdings, IProgress<(int, int)>? progress, CancellationToken cancellation)
    {
        _holdings = holdings;
        _census = holdings.Census is { } census ? new Lazy<Task<Action<Stream, bool>>>(() => Task.Run(census)) : null;
        var anchors = holdings.Shelf.Catalog.Certificates
            .Concat(ReadHistory([], Purpose.Any).Trusts.Select(trust => trust.Anchor));
        Graph = TrustGraph.Build(
            [.. holdings.Certificates, .. holdings.Roots, .. anchors],
            new GraphOptions { Memory = holdings.Verdicts, Progress = progress }, cancellation);
        _index = new SubjectIndex(Graph.Certificates);
        StoreNames = [.. holdings.Roots.Count > 0 ? [OwnRoots] : Array.Empty<string>(),
            .. ReadHistory([], Purpose.Any).Stores.Where(store => store.Length > 0)];
    }

    /// <summary>Every certificate.</summary>
    public TrustGraph Graph { get; }

    /// <summary>What is known of signatures: what whoever started the server knew, and what it verified itself.</summary>
    public VerdictMemory Verdicts => _holdings.Verdicts;

    /// <summary>The stores that questions can name.</summary>
    public ImmutableArray<string> StoreNames { get; }

    /// <summary>Whether a census can be taken.</summary>
    public bool HasCensus => _census is not null;

    /// <summary>What writes the census, with or without its groups; null where none can be taken. Who does not wait for it to
    /// the end finds it further on the next time.</summary>
    public Action<Stream, bool>? Census(CancellationToken cancellation) =>
        _census?.Value.WaitAsync(cancellation).GetAwaiter().GetResult();

    /// <summary>Reads what the stores say themselves.</summary>
    public T OnShelf<T>(Func<StoreShelf, T> read)
    {
        lock (_shelf) return read(_holdings.Shelf);
    }

    /// <summary>Everything, under the trust that a question names.</summary>
    public World Whole(Question question) => WorldOf(question, isWhole: true);

    /// <summary>Enough for all questions about what lies above a question's certificates.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="also">SHA-256 of certificates that are in question too.</param>
    public World Above(Question question, params IEnumerable<string> also) => WorldOf(question, isWhole: false, also);

    /// <summary>The certificate that a question is about.</summary>
    /// <exception cref="UsageException">It names none.</exception>
    public static Certificate TargetOf(Question question, World world) =>
        question.Fields.Text("target") is { } text ? world.Find("target", text)
        : question.Posted.Certificates is [var first, ..] ? first
        : question.Posted.Problems is [var problem, ..] ? throw new UsageException($"{problem.Source}: {problem.Reason}")
        : throw new UsageException("target: no certificate is in question; send certificates, or name one by its SHA-256");

    private World WorldOf(Question question, bool isWhole, params IEnumerable<string> also)
    {
        var own = question.Posted.Certificates.Concat(question.Roots).DistinctBy(c => c.Fingerprint).ToArray();
        var isKnown = question.UsesCorpus && own.All(c => Graph.TryFind(c.Fingerprint, out _));
        Certificate[] start = isKnown || isWhole ? own : [.. own, .. Named([question.Fields.Text("target"), .. also])];
        World Make(string _)
        {
            var history = HistoryOf(question);
            var graph = isKnown ? Graph : Link(question, start, history, isWhole && question.UsesCorpus);
            return new World(
                graph, WithLists(question, graph, history.Within(graph)),
                new TimelineQuestion { Purpose = question.Purpose, AnchorChecks = question.AnchorChecks });
        }

        var isSmall = start.Length <= SmallWorld && !isWhole;
        var key = isKnown ? KeyOf(question, [], true) : KeyOf(question, start, isWhole);
        // Most who send a certificate to be validated send it once: what is asked again is kept.
        if (!isKnown && isSmall && _asked.Get(key, _ => new Counter()).Next() == 1) return Make(key);
        return (isKnown || isSmall ? _small : _large).Get(key, Make);
    }

    private sealed class Counter
    {
        private int _count;

        public int Next() => Interlocked.Increment(ref _count);
    }

    private TrustGraph Link(Question question, Certificate[] start, IndexedHistory history, bool isWhole)
    {
        if (isWhole) return Build([.. Graph.Certificates, .. start], question.Cancellation);
        if (question.UsesCorpus) return Build(_index.Above(start, _ => true), question.Cancellation);
        var anchors = history.History.Trusts.Select(trust => trust.Anchor.Fingerprint).ToHashSet();
        return Build(_index.Above(start, certificate => anchors.Contains(certificate.Fingerprint)), question.Cancellation);
    }

    // What the server verified it need not verify again; what strangers send is not remembered, for they send much.
    private TrustGraph Build(IReadOnlyList<Certificate> certificates, CancellationToken cancellation)
    {
        var known = new VerdictMemory();
        foreach (var certificate in certificates)
        {
            if (Graph.TryFind(certificate.Fingerprint, out var own) && Graph.IssuerOf(own) is { Issuer: { } issuer, Verdict: SignatureVerdict.Valid })
                known.Add(own.Fingerprint, issuer.KeyId, SignatureVerdict.Valid);
        }
        return TrustGraph.Build(certificates, new GraphOptions { Memory = known, Parallelism = 1 }, cancellation);
    }

    private IEnumerable<Certificate> Named(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            if (Fingerprint.TryParse(text, out var fingerprint) && Graph.TryFind(fingerprint, out var certificate))
                yield return certificate;
        }
    }

    // As --roots and --store have it: roots alone count alone.
    private IndexedHistory HistoryOf(Question question)
    {
        var roots = TrustHistory.Constant(question.Roots.Select(root => new TrustAnchor(root)));
        if (question.Roots.Count > 0 && question.Stores.Count == 0) return new IndexedHistory(roots);
        var key = $"{question.Purpose.Name} {string.Join(',', question.Stores.Select(store => $"{store.Name}@{store.At}"))}";
        var named = _histories.Get(key, _ => new IndexedHistory(ReadHistory(question.Stores, question.Purpose)));
        return question.Roots.Count == 0 ? named : new IndexedHistory(roots.With(named.History));
    }

    private TrustHistory ReadHistory(IReadOnlyList<StoreChoice> asked, Purpose purpose)
    {
        var isDefault = asked.Count == 0;
        var own = isDefault || asked.Any(choice => choice.Name == OwnRoots)
            ? TrustHistory.Constant(_holdings.Roots.Select(root => new TrustAnchor(root)))
            : TrustHistory.Constant([]);
        var named = isDefault ? _holdings.Stores : [.. asked.Where(choice => choice.Name != OwnRoots)];
        var needsStores = named.Count > 0 || (isDefault && _holdings.Roots.Count == 0);
        return needsStores ? own.With(OnShelf(shelf => shelf.Read(named, purpose))) : own;
    }

    private static TrustHistory WithLists(Question question, TrustGraph graph, TrustHistory history) =>
        question.RevocationLists.Count == 0 ? history : history with
        {
            Distrusts = [.. history.Distrusts, .. RevocationListResolver.Resolve(question.RevocationLists, graph).Distrusts],
        };

    private static string KeyOf(Question question, IEnumerable<Certificate> certificates, bool isWhole)
    {
        var text = new StringBuilder();
        text.Append(isWhole).Append(question.UsesCorpus).Append(question.Purpose.Name).Append(question.AnchorChecks);
        foreach (var store in question.Stores) text.Append(',').Append(store.Name).Append('@').Append(store.At);
        text.Append(';').AppendJoin(',', certificates.Select(c => c.Fingerprint).Order());
        text.Append(';').AppendJoin(',', question.Roots.Select(c => c.Fingerprint).Order());
        text.Append(';').AppendJoin(',', question.RevocationLists.Select(list => list.Fingerprint).Order());
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
