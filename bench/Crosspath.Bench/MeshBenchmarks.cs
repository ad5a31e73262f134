using BenchmarkDotNet.Attributes;
using Crosspath.Bench.Workloads;

namespace Crosspath.Bench;

/// <summary>8^12 paths: how long until they are counted, and until the first is there.</summary>
[MemoryDiagnoser]
public class MeshBenchmarks
{
    private MeshWork _work = null!;

    [GlobalSetup]
    public void MakeMesh() => _work = new MeshWork();

    [Benchmark]
    public int Count() => _work.Count();

    [Benchmark]
    public int FirstPath() => _work.FirstPath();
}
