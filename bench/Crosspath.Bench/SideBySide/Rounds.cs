namespace Crosspath.Bench.SideBySide;

/// <summary>Runs some work often enough to be measured; the fastest round counts, as with the peers.</summary>
internal static class Rounds
{
    // Long enough that the collector's share is in a round.
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(0.5);

    // Until the compiler's last tier is done with the work, which it does in the background.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Measures some work, which returns how many items it went through.</summary>
    public static Measurement Best(string what, int rounds, Func<int> work)
    {
        OneRound(what, WarmUp, work);
        return Enumerable.Range(0, rounds)
            .Select(_ => OneRound(what, RoundTime, work))
            .MaxBy(round => round.PerSecond)!;
    }

    private static Measurement OneRound(string what, TimeSpan time, Func<int> work)
    {
        GC.Collect();
        var (allocated, begin, items) = (GC.GetTotalAllocatedBytes(precise: true), CpuTime(), 0L);
        TimeSpan taken;
        do
        {
            items += work();
            taken = CpuTime() - begin;
        }
        while (taken < time);
        return new Measurement(what, items, taken.TotalSeconds, items / taken.TotalSeconds)
        {
            AllocBytesPerItem = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / items,
        };
    }

    private static TimeSpan CpuTime() =>
        OperatingSystem.IsWindows() || OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
            ? Environment.CpuUsage.TotalTime
            : throw new PlatformNotSupportedException("There is no CPU clock here.");
}
