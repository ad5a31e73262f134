namespace Crosspath.Fetch.Collateral;

/// <summary>Documents that are fetched for one question: within its budget, some at a time, each once.</summary>
internal sealed class CollateralErrand : IDisposable
{
    private readonly DocumentSource _documents;
    private readonly CollateralLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _timed;
    private readonly SemaphoreSlim _gate;
    private readonly SortedSet<string> _exhausted = new(StringComparer.Ordinal);
    private int _count;
    private long _bytes;

    public CollateralErrand(DocumentSource documents, CollateralLimits limits, CancellationToken cancellation)
    {
        (_documents, _limits, _cancellation) = (documents, limits, cancellation);
        _timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _timed.CancelAfter(limits.MostTime);
        _gate = new SemaphoreSlim(limits.Parallel);
    }

    /// <summary>The budgets that ran out, in words.</summary>
    public IReadOnlyCollection<string> Exhausted => _exhausted;

    /// <summary>A document, or why there is none; neither when a budget ran out.</summary>
    public async Task<(ReadOnlyMemory<byte>? Content, string? Problem)> Get(
        FetchRequest request, Func<ReadOnlyMemory<byte>, DocumentCheck> check)
    {
        try
        {
            await _gate.WaitAsync(_timed.Token).ConfigureAwait(false);
            try
            {
                if (!Spend()) return (null, null);
                var (content, problem) = await _documents.Get(request, check, _timed.Token).ConfigureAwait(false);
                Interlocked.Add(ref _bytes, content?.Length ?? 0);
                return (content, problem);
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            Exhaust($"after {_limits.MostTime.TotalSeconds:0} seconds nothing more is fetched");
            return (null, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        _timed.Dispose();
    }

    private bool Spend()
    {
        if (Interlocked.Read(ref _bytes) > _limits.MostBytes)
            return Exhaust($"after {_limits.MostBytes:N0} bytes nothing more is fetched");
        return Interlocked.Increment(ref _count) <= _limits.MostDocuments
            || Exhaust($"after {_limits.MostDocuments} documents nothing more is fetched");
    }

    private bool Exhaust(string what)
    {
        lock (_exhausted) _exhausted.Add(what);
        return false;
    }
}
