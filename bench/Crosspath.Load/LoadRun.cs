using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Crosspath.Load;

/// <summary>Sends questions when they are due, whether or not earlier ones were answered, and counts the time from when
/// each was due: a server that stalls is not asked less.</summary>
internal sealed class LoadRun(Uri address, Questions questions) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address };
    private int _next;

    /// <summary>Asks at a rate for a while.</summary>
    public async Task<LoadResult> At(int rate, TimeSpan duration)
    {
        var times = new ConcurrentBag<(int Status, double Milliseconds)>();
        var count = (int)(rate * duration.TotalSeconds);
        var pending = new List<Task>(count);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            var wait = due - clock.Elapsed;
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            pending.Add(Ask(_next++, due, clock, times));
        }
        await Task.WhenAll(pending);
        return new LoadResult(count / clock.Elapsed.TotalSeconds, [.. times]);
    }

    /// <summary>The server's memory, as it measures it itself.</summary>
    public async Task<long> WorkingSet()
    {
        var metrics = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var line = metrics.Split('\n').First(text => text.StartsWith("dotnet_process_memory_working_set_bytes ", StringComparison.Ordinal));
        return (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task Ask(int index, TimeSpan due, Stopwatch clock, ConcurrentBag<(int, double)> times)
    {
        await Task.Yield();
        using var body = new ByteArrayContent(questions[index]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.PostAsync(new Uri("/api/v1/paths", UriKind.Relative), body);
        await response.Content.CopyToAsync(Stream.Null);
        times.Add(((int)response.StatusCode, (clock.Elapsed - due).TotalMilliseconds));
    }
}
