namespace Crosspath.Web.Running;

/// <summary>A lane is full; the question may come again later.</summary>
internal sealed class LaneFullException(bool isHeavy) : Exception
{
    /// <summary>Whether it was the lane of heavy questions.</summary>
    public bool IsHeavy => isHeavy;
}

/// <summary>A question took longer than it may.</summary>
internal sealed class TimeIsUpException(TimeSpan time) : Exception
{
    /// <summary>How long it may take.</summary>
    public TimeSpan Time => time;
}

/// <summary>
/// Questions of one weight: so many at once, so many waiting, so long each. Short and heavy questions have lanes of
/// their own, so that a long answer never blocks a short one.
/// </summary>
internal sealed class Lane : IDisposable
{
    private readonly SemaphoreSlim _free;
    private readonly bool _isHeavy;
    private readonly int _most;
    private readonly TimeSpan _time;
    private int _inside;

    /// <param name="isHeavy">Whether its work gets threads of its own.</param>
    /// <param name="atOnce">How many are worked on.</param>
    /// <param name="waiting">How many wait.</param>
    /// <param name="time">How long each may take, from when it is worked on.</param>
    public Lane(bool isHeavy, int atOnce, int waiting, TimeSpan time)
    {
        (_isHeavy, _most, _time) = (isHeavy, atOnce + waiting, time);
        _free = new SemaphoreSlim(atOnce);
    }

    /// <summary>How many questions are worked on or wait.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Works on a question when its turn comes.</summary>
    /// <exception cref="LaneFullException">Too many wait already.</exception>
    /// <exception cref="TimeIsUpException">It took too long.</exception>
    public async Task<T> Run<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _inside) > _most)
        {
            Interlocked.Decrement(ref _inside);
            throw new LaneFullException(_isHeavy);
        }
        try
        {
            await _free.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await Work(work, cancellation).ConfigureAwait(false);
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private async Task<T> Work<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(_time);
        try
        {
            return _isHeavy
                ? await Task.Factory.StartNew(() => work(timed.Token), timed.Token, TaskCreationOptions.LongRunning,
                    TaskScheduler.Default).ConfigureAwait(false)
                : work(timed.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeIsUpException(_time);
        }
    }
}
