using Crosspath.Fetch;
using Crosspath.Fetch.Collateral;
using Crosspath.Paths;
using Crosspath.Stores.Revocation;
using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Fetches what certificates point to, and says what could not be had.</summary>
internal sealed class CollateralInput(
    HttpFetch? http, DocumentCache cache, CollateralKinds kinds, InputReport report) : IDisposable
{
    private const int MostNotes = 20;

    private readonly DocumentSource _documents = new(http, cache, TimeProvider.System);
    private readonly HashSet<string> _said = [];

    /// <summary>Fetches for some targets, and says what could not be had.</summary>
    /// <param name="targets">The certificates in question.</param>
    /// <param name="atHand">What may lie above them.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<FetchedCollateral> Gather(
        IReadOnlyList<Certificate> targets, IReadOnlyList<Certificate> atHand, CancellationToken cancellation)
    {
        var found = await GatherQuietly(targets, atHand, cancellation).ConfigureAwait(false);
        Tell(found);
        return found;
    }

    /// <summary>The same without a word; for several at once.</summary>
    public Task<FetchedCollateral> GatherQuietly(
        IReadOnlyList<Certificate> targets, IReadOnlyList<Certificate> atHand, CancellationToken cancellation) =>
        new CollateralFetch(_documents).Gather(new CollateralQuestion(targets, atHand, kinds), cancellation);

    /// <summary>Says what could not be had.</summary>
    public void Tell(FetchedCollateral found)
    {
        foreach (var problem in found.Problems) Note(problem);
        if (_documents.CacheProblem is { } fault) Note(fault);
    }

    /// <summary>What the OCSP responses among it revoke.</summary>
    public IEnumerable<DistrustPeriod> Distrusts(FetchedCollateral found, TrustGraph graph)
    {
        var reading = OcspResolver.Resolve([.. found.Responses.Select(answer => (answer.Url, answer.Response))], graph);
        foreach (var problem in reading.Problems) Note($"{problem.Place}: {problem.Reason}; left out");
        return reading.Distrusts;
    }

    /// <summary>What the revocation lists among it revoke.</summary>
    public IEnumerable<DistrustPeriod> ListedDistrusts(FetchedCollateral found, TrustGraph graph)
    {
        var reading = RevocationListResolver.Resolve(found.RevocationLists, graph);
        foreach (var problem in reading.Problems) Note($"{problem.Place}: {problem.Reason}; left out");
        return reading.Distrusts;
    }

    /// <inheritdoc/>
    public void Dispose() => http?.Dispose();

    // Each once, and not so many that they bury the answer.
    private void Note(string problem)
    {
        if (_said.Count > MostNotes || !_said.Add(problem)) return;
        report.Note(_said.Count <= MostNotes
            ? Printable.Text(problem, 300)
            : "what else could not be fetched is not listed");
    }
}
