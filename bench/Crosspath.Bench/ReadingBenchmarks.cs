using BenchmarkDotNet.Attributes;
using Crosspath.Bench.Workloads;

namespace Crosspath.Bench;

/// <summary>Reading every real CA certificate once; the ratios count, not the times.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private ReadingWork _work = null!;

    [GlobalSetup]
    public void ReadFile() => _work = new ReadingWork(SharedFiles.Authorities);

    [Benchmark(Baseline = true)]
    public int Crosspath() => _work.Crosspath();

    [Benchmark]
    public int Platform() => _work.Platform();

    [Benchmark]
    public int HashAlone() => _work.HashFloor();
}
