using System.Globalization;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>What a picture of paths shows: identities, and the certificates between them.</summary>
/// <param name="Title">What was asked, in one line.</param>
/// <param name="Nodes">The target first.</param>
/// <param name="Edges">From the certificate's subject to its issuer.</param>
/// <param name="IsCut">Whether there is more than is drawn.</param>
internal sealed record PathDrawing(
    string Title, IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnEdge> Edges, bool IsCut)
{
    // Beyond this a picture is a tangle.
    private const int MostEdges = 300;
    private const int MostPaths = 5_000;

    /// <summary>Whether a valid path is among those drawn.</summary>
    public bool HasValidPath { get; private init; }

    /// <summary>The title, and whether there is more than is drawn.</summary>
    public string Caption => IsCut ? $"{Title} (not all are drawn)" : Title;

    /// <summary>Collects the paths of an answer.</summary>
    public static PathDrawing Of(PathsAnswer answer)
    {
        var nodes = new Dictionary<int, DrawnNode>();
        var edges = new Dictionary<(string, string), DrawnEdge>();
        var (paths, isCut, hasValidPath) = (0, false, false);
        var listing = answer.Listing ?? answer.Paths.Find(answer.Query);
        foreach (var judged in listing)
        {
            isCut = edges.Count >= MostEdges || paths++ >= MostPaths;
            if (isCut) break;
            hasValidPath |= judged.IsValid;
            Add(answer.Paths.Graph, judged, nodes, edges);
        }
        if (nodes.Count == 0) AddNode(answer.Query.Target, answer.Paths.Graph, null, nodes);
        var counts = $"{(answer.Counts.Exact ? "" : "at least ")}{answer.Counts.Paths}, {answer.Counts.ValidPaths} valid";
        var title = $"Trust paths of {Printable.Text(answer.Query.Target.Subject.FriendlyText)} "
            + $"on {Day(answer.Query.At)}: {counts}";
        return new PathDrawing(title, [.. nodes.Values], [.. edges.Values], isCut || listing.Exhausted is not null)
        {
            HasValidPath = hasValidPath,
        };
    }

    private static void Add(
        TrustGraph graph, JudgedPath judged, Dictionary<int, DrawnNode> nodes, Dictionary<(string, string), DrawnEdge> edges)
    {
        var certificates = judged.Path.Certificates;
        var previous = AddNode(certificates[0], graph, certificates.Length == 1 ? judged.Path.Anchor : null, nodes);
        for (var i = 1; i < certificates.Length; i++)
        {
            var anchor = i == certificates.Length - 1 ? judged.Path.Anchor : null;
            var node = AddNode(certificates[i], graph, anchor, nodes);
            var certificate = certificates[i - 1];
            var key = (previous, certificate.Fingerprint.ToString());
            var known = edges.GetValueOrDefault(key);
            var isUsed = judged.IsValid || known is { IsOnValidPath: true };
            var isFaulty = known is { IsFaulty: true }
                || judged.Findings.Any(f => f.Severity == Severity.Error && f.Certificate == certificate.Fingerprint);
            edges[key] = new DrawnEdge(previous, node, $"until {Day(certificate.NotAfter)}", isUsed, isFaulty && !isUsed);
            previous = node;
        }
    }

    private static string AddNode(
        Certificate certificate, TrustGraph graph, TrustAnchor? anchor, Dictionary<int, DrawnNode> nodes)
    {
        var identity = graph.SubjectOf(certificate).Index;
        var label = Printable.Text(certificate.Subject.FriendlyText);
        if (!nodes.TryGetValue(identity, out var node))
            node = new DrawnNode($"n{nodes.Count}", label, nodes.Count == 0, null);
        if (anchor is not null)
        {
            var stores = anchor.Stores.IsEmpty ? "anchor" : "anchor of " + string.Join(", ", anchor.Stores);
            node = node with { Anchor = $"{stores}, until {Day(anchor.Certificate.NotAfter)}" };
        }
        nodes[identity] = node;
        return node.Key;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An identity in a picture.</summary>
/// <param name="Key">Letters and digits.</param>
/// <param name="Label">The name; any text.</param>
/// <param name="IsTarget">Whether it is in question.</param>
/// <param name="Anchor">What kind of anchor it is; null for none.</param>
internal sealed record DrawnNode(string Key, string Label, bool IsTarget, string? Anchor);

/// <summary>A certificate in a picture.</summary>
/// <param name="From">The identity that it names.</param>
/// <param name="To">The identity that signed it.</param>
/// <param name="Label">Until when it is valid.</param>
/// <param name="IsOnValidPath">Drawn bold.</param>
/// <param name="IsFaulty">Something is wrong with the certificate itself; drawn dashed.</param>
internal sealed record DrawnEdge(string From, string To, string Label, bool IsOnValidPath, bool IsFaulty);
