using System.Diagnostics;
using Crosspath.Bench.Workloads;

namespace Crosspath.Bench;

/// <summary>What questions about trust over time cost, on all of the shared data: how long the usual one takes, and the
/// worst.</summary>
internal static class HistoryTimes
{
    /// <summary>Measures and prints Markdown.</summary>
    public static int Run(string authorities, string stores)
    {
        var work = new HistoryWork(authorities, stores);
        Console.WriteLine($"{work.Size}; wall time, one thread\n");
        Console.WriteLine("| question | asked | median | worst |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Print("timelines of all certificates", [.. Enumerable.Range(0, 5).Select(_ => Time(() => work.Timelines()))]);
        Print("what if every store distrusted this anchor, over all certificates", [.. work.WhatIfs().Select(Time)]);
        Print("cut for this CA", [.. work.Cuts().Select(Time)]);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"\npeak memory of the whole run: {process.PeakWorkingSet64 / 1e6:N0} MB");
        return 0;
    }

    private static double Time(Action work)
    {
        var begin = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static void Print(string what, double[] times)
    {
        Array.Sort(times);
        Console.WriteLine($"| {what} | {times.Length:N0} | {times[times.Length / 2]:N1} ms | {times[^1]:N1} ms |");
    }
}
