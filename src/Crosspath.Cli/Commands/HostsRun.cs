using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Fetch.Collateral;
using Crosspath.Fetch.Tls;
using Crosspath.Paths;
using Crosspath.Paths.Explanation;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath paths --hosts</c>: many servers, some at a time, each judged by what it serves itself. Answers come
/// in the order of the list and nothing is kept of a server that is answered.</summary>
internal sealed class HostsRun
{
    private const int MostWaitingPerConnection = 8; // answers that wait for a slow server before them
    private const int MostRemembered = 500_000;

    private readonly PathsRequest _request;
    private readonly HostsQuestion _hosts;
    private readonly Terminal _terminal;
    private readonly IssuerPool _pool;
    private readonly IReadOnlyList<TrustAnchor> _anchors;
    private readonly IReadOnlyList<Distrust> _distrusts;
    private VerdictMemory _memory;
    private (int Valid, int Invalid, int Unreached) _counts;

    public HostsRun(PathsRequest request, HostsQuestion hosts, Terminal terminal)
    {
        (_request, _hosts, _terminal) = (request, hosts, terminal);
        _pool = new IssuerPool(request.Certificates);
        _anchors = request.History.AnchorsAt(request.Query.At);
        _distrusts = request.History.DistrustsAt(request.Query.At);
        _memory = request.Verdicts?.Read() ?? new VerdictMemory();
    }

    /// <summary>Asks them all.</summary>
    public async Task<int> Run(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var gate = new SemaphoreSlim(_hosts.Parallel);
        using var output = _terminal.OpenText();
        using var progress = new ProgressLine("hosts asked", _terminal);
        var waiting = new Queue<Task<ProbeResult>>();
        try
        {
            foreach (var (asked, endpoint) in _hosts.Endpoints.Index())
            {
                waiting.Enqueue(Ask(endpoint, gate, stop.Token));
                if (waiting.Count < _hosts.Parallel * MostWaitingPerConnection) continue;
                await AnswerNext(waiting, output, cancellation).ConfigureAwait(false);
                progress.Report((asked + 1 - waiting.Count, _hosts.Endpoints.Count));
            }
            while (waiting.Count > 0)
            {
                await AnswerNext(waiting, output, cancellation).ConfigureAwait(false);
                progress.Report((_hosts.Endpoints.Count - waiting.Count, _hosts.Endpoints.Count));
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (!_request.Format.IsJson) HostsText.WriteEnd(_counts, output);
        if (_request.IsStrict && _request.Report.Unreadable > 0) return ExitCode.BadInput;
        return _counts switch
        {
            { Unreached: > 0 } => ExitCode.Unfinished,
            { Invalid: > 0 } => ExitCode.No,
            _ => ExitCode.Yes,
        };
    }

    private async Task<ProbeResult> Ask(TlsEndpoint endpoint, SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await TlsProbe.Ask(endpoint, _hosts.Probe, cancellation).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task AnswerNext(Queue<Task<ProbeResult>> waiting, StreamWriter output, CancellationToken cancellation)
    {
        var (chain, problem) = await waiting.Peek().ConfigureAwait(false);
        _ = waiting.Dequeue();
        var endpoint = _hosts.Endpoints[_counts.Valid + _counts.Invalid + _counts.Unreached];
        if (chain is not null) problem = EndpointInput.Fault(chain, chain.Certificates[0]);
        if (problem is not null)
        {
            _counts.Unreached++;
            var why = problem[(endpoint.ToString().Length + 2)..];
            if (_request.Format.IsJson) HostsJson.WriteError(endpoint, why, output);
            else HostsText.WriteError(endpoint, why, output);
            return;
        }
        if (Write(await Judge(chain!, cancellation).ConfigureAwait(false), output)) _counts.Valid++;
        else _counts.Invalid++;
    }

    private async Task<PathsAnswer> Judge(ServedChain chain, CancellationToken cancellation)
    {
        var served = new List<Certificate>();
        foreach (var item in EndpointInput.Items(chain).OfType<InputItem.FoundCertificate>())
        {
            if (Certificate.TryRead(item.Der, out var certificate, out var error)) served.Add(certificate);
            else _request.Report.Warn(new InputItem.Unreadable(item.Source, item.Offset, UnreadableKind.Damaged, $"the certificate {error}"));
        }
        if (_memory.Count > MostRemembered) _memory = new VerdictMemory();
        var around = _pool.Around(served);
        var fetched = FetchedCollateral.Empty;
        if (_request.Collateral is { } collateral)
        {
            fetched = await collateral.Gather([served[0]], around, cancellation).ConfigureAwait(false);
            around = _pool.Around([.. around, .. fetched.Certificates]);
        }
        var graph = TrustGraph.Build(around, new GraphOptions { Memory = _memory, Parallelism = 1 }, cancellation);
        var paths = new TrustPaths(graph, _anchors.Where(anchor => graph.TryFind(anchor.Certificate.Fingerprint, out _)),
            [.. _distrusts, .. _request.FetchedDistrusts(fetched, graph)]);
        var query = _request.Query with
        {
            Target = served[0],
            Host = _request.Query.Host ?? EndpointInput.HostOf(chain.Endpoint),
            RevocationLists = [.. _request.Query.RevocationLists, .. fetched.RevocationLists],
        };
        return new PathsAnswer(paths, query, paths.Count(query, cancellation))
        {
            Endpoint = chain.Endpoint,
            Formers = new FormerAnchors(_request.History),
            Listing = _request.Format.IsCountOnly ? null : paths.Find(query, cancellation),
            Explanation = _request.Format.IsExplained ? PathExplanation.Of(paths, query, cancellation) : null,
        };
    }

    private bool Write(PathsAnswer answer, StreamWriter output)
    {
        var anyValid = _request.Format.IsJson
            ? PathsJson.Write(answer, isLine: true, output)
            : HostsText.Write(answer, output);
        return anyValid || answer.Counts.ValidPaths > 0;
    }
}
