using BenchmarkDotNet.Attributes;
using Crosspath.Bench.Workloads;

namespace Crosspath.Bench;

/// <summary>The graph of every real CA certificate, on one core.</summary>
[MemoryDiagnoser]
public class GraphBenchmarks
{
    private GraphWork _work = null!;

    [GlobalSetup]
    public void ReadFile() => _work = new GraphWork(SharedFiles.Authorities).WithBareLoop(SharedFiles.Authorities);

    [Benchmark(Baseline = true)]
    public int Cold() => _work.Cold();

    [Benchmark]
    public int BareLoop() => _work.Bare();

    [Benchmark]
    public int Remembered() => _work.Remembered();
}
