using Crosspath.Cli.Inputs;
using Crosspath.Cli.Output;
using Crosspath.Fetch.Collateral;
using Crosspath.Fetch.Tls;
using Crosspath.Paths;
using Crosspath.Paths.Explanation;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath paths --hosts</c>: many servers, some at a time, each judged by what it serves itself. Answers
/// come in the order of the list and nothing is kept of a server that is answered.</summary>
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
        var waiting = new Queue<Task<HostReply>>();
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
        if (_memory.HasNew) _request.Verdicts?.Write(_memory);
        if (!_request.Format.IsJson) HostsText.WriteEnd(_counts, output);
        if (_request.IsStrict && _request.Report.Unreadable > 0) return ExitCode.BadInput;
        return _counts switch
        {
            { Unreached: > 0 } => ExitCode.Unfinished,
            { Invalid: > 0 } => ExitCode.No,
            _ => ExitCode.Yes,
        };
    }

    private async Task<HostReply> Ask(TlsEndpoint endpoint, SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (chain, problem) = await TlsProbe.Ask(endpoint, _hosts.Probe, cancellation).ConfigureAwait(false);
            if (chain is not null) problem = EndpointInput.Fault(chain, chain.Certificates[0]);
            if (chain is null || problem is not null) return new HostReply(endpoint, problem);
            var reply = HostReply.Of(chain);
            if (_request.Collateral is not { } collateral) return reply;
            var around = _pool.Around(reply.Served);
            return reply with
            {
                Fetched = await collateral.GatherQuietly([reply.Served[0]], around, cancellation).ConfigureAwait(false),
            };
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task AnswerNext(
        Queue<Task<HostReply>> waiting, StreamWriter output, CancellationToken cancellation)
    {
        var reply = await waiting.Peek().ConfigureAwait(false);
        _ = waiting.Dequeue();
        if (reply.Problem is { } problem)
        {
            _counts.Unreached++;
            var why = problem[(reply.Endpoint.ToString().Length + 2)..]; // its name stands before it
            if (_request.Format.IsJson) HostsJson.WriteError(reply.Endpoint, why, output);
            else HostsText.WriteError(reply.Endpoint, why, output);
            return;
        }
        foreach (var part in reply.Unreadable) _request.Report.Warn(part);
        _request.Collateral?.Tell(reply.Fetched);
        if (Write(Judge(reply, cancellation), output)) _counts.Valid++;
        else _counts.Invalid++;
    }

    private PathsAnswer Judge(HostReply reply, CancellationToken cancellation)
    {
        if (_memory.Count > MostRemembered) _memory = new VerdictMemory();
        var graph = TrustGraph.Build(
            _pool.Around([.. reply.Served, .. reply.Fetched.Certificates]),
            new GraphOptions { Memory = _memory, Parallelism = 1 },
            cancellation);
        if (graph.Exhausted is { } budget)
            _request.Report.Note($"{reply.Endpoint}: too many CAs of one name: {budget}, some issuers are not settled");
        var paths = new TrustPaths(
            graph,
            _anchors.Where(anchor => graph.TryFind(anchor.Certificate.Fingerprint, out _)),
            [.. _distrusts, .. _request.FetchedDistrusts(reply.Fetched, graph)]);
        var query = _request.Query with
        {
            Target = reply.Served[0],
            Host = _request.Query.Host ?? EndpointInput.HostOf(reply.Endpoint),
            RevocationLists = [.. _request.Query.RevocationLists, .. reply.Fetched.RevocationLists],
        };
        return new PathsAnswer(paths, query, paths.Count(query, cancellation))
        {
            Endpoint = reply.Endpoint.ToString(),
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
