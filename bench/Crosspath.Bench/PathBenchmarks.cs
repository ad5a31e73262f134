using BenchmarkDotNet.Attributes;
using Crosspath.Bench.Workloads;

namespace Crosspath.Bench;

/// <summary>All paths of every real CA certificate, on the built graph.</summary>
[MemoryDiagnoser]
public class PathBenchmarks
{
    private PathsWork _work = null!;

    [GlobalSetup]
    public void BuildGraph() => _work = new PathsWork(SharedFiles.Authorities);

    [Benchmark(Baseline = true)]
    public int Walk() => _work.Walk();

    [Benchmark]
    public int Judge() => _work.Judge();

    [Benchmark]
    public int Count() => _work.Count();
}
