using Crosspath.Clients.Serving;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>Which chain to serve, and what that means.</summary>
internal sealed record ServingAnswer(ServingQuestion Question, ServingMix Mix, ServingChoice Choice)
{
    private const int MostAlternatives = 5;

    /// <summary>The files of the lists, where they were given as files.</summary>
    public IReadOnlyList<(string File, IReadOnlyList<Certificate> Chain)> Offers { get; private init; } = [];

    /// <summary>The chosen list.</summary>
    public ServedList Best => Choice.Ranked[0];

    /// <summary>The next best ones.</summary>
    public IEnumerable<ServedList> Alternatives => Choice.Ranked.Skip(1).Take(Math.Max(MostAlternatives, Offers.Count));

    /// <summary>The clients that accept the chosen list at first.</summary>
    public IReadOnlyList<string> Accepts => [.. Names(Best, true)];

    /// <summary>Those that do not, with the reason.</summary>
    public IReadOnlyList<(string Client, string Reason)> Rejects =>
        [.. Choice.Clients.Index().Where(client => !Best.Verdicts[client.Index][0].IsAccepted)
            .Select(client => (client.Item.Name, Best.Verdicts[client.Index][0].Reason))];

    /// <summary>What the operator should know of the chosen list.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Puts an answer together.</summary>
    public static ServingAnswer Of(
        ServingQuestion question, ServingMix mix, ServingChoice choice, IReadOnlyList<(string, IReadOnlyList<Certificate>)> offers)
    {
        var answer = new ServingAnswer(question, mix, choice) { Offers = offers };
        return answer with { Warnings = [.. answer.FindWarnings()] };
    }

    /// <summary>The file that a list came from; null when it was found.</summary>
    public string? FileOf(ServedList list) => Offers.FirstOrDefault(offer => offer.Chain.SequenceEqual(list.Certificates)).File;

    /// <summary>The identity that signed the last certificate of a list: the root that it leads to, by its key.</summary>
    public Identity? RootOf(ServedList list)
    {
        var last = list.Certificates.LastOrDefault(certificate => !certificate.IsSelfIssued) ?? list.Certificates[^1];
        var graph = TrustGraph.Build([.. list.Certificates, .. Question.Pool,
            .. Question.Clients.SelectMany(client => client.Roots).SelectMany(period => period.Roots).Where(root => root.Subject == last.Issuer)]);
        return graph.IssuerOf(last).Issuer;
    }

    /// <summary>What another list gains and loses against the chosen one.</summary>
    public string TradesOf(ServedList other)
    {
        var (gained, lost) = (new List<string>(), new List<string>());
        foreach (var (c, client) in Choice.Clients.Index())
        {
            var (mine, theirs) = (Time(Best, c), Time(other, c));
            if (theirs > mine) gained.Add(client.Name);
            if (theirs < mine) lost.Add(client.Name);
        }
        var bytes = other.Bytes - Best.Bytes;
        var size = bytes == 0 ? "as many bytes" : bytes > 0 ? $"{bytes} bytes more" : $"{-bytes} bytes less";
        return $"{size}{(gained.Count > 0 ? $"; better for {string.Join(", ", gained)}" : "")}{(lost.Count > 0 ? $"; worse for {string.Join(", ", lost)}" : "")}";
    }

    private long Time(ServedList list, int client) => Choice.TimeSegments.Index()
        .Where(segment => list.Verdicts[client][segment.Index].IsAccepted)
        .Sum(segment => (long)(segment.Item.Until - segment.Item.From).TotalSeconds + 1);

    private IEnumerable<string> Names(ServedList list, bool accepts) =>
        Choice.Clients.Where((_, c) => list.Verdicts[c][0].IsAccepted == accepts).Select(client => client.Name);

    private IEnumerable<string> FindWarnings()
    {
        foreach (var certificate in Best.Certificates.Where(certificate => certificate.NotAfter >= Question.From && certificate.NotAfter < Question.Until))
            yield return $"{certificate.Subject.FriendlyText} by {certificate.Issuer.FriendlyText} expires on {certificate.NotAfter:yyyy-MM-dd}, before the time is over";
        foreach (var certificate in Best.Certificates.Where(certificate => certificate.NotAfter < Question.From))
            yield return $"{certificate.Subject.FriendlyText} by {certificate.Issuer.FriendlyText} has expired, and is served for the clients that do not mind";
        if (Accepts.Count == 0) yield return "no client accepts any chain: give --with the intermediates and --roots, or a catalogue of stores";
        var unmeasured = Choice.Clients.Where(client => client.Profile.Measured is null).Select(client => client.Name).ToArray();
        if (unmeasured.Length > 0) yield return $"not measured, only modelled: {string.Join(", ", unmeasured)}";
    }
}
