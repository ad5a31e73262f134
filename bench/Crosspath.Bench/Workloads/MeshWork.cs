using Crosspath.Authority.Demos;
using Crosspath.Paths;

namespace Crosspath.Bench.Workloads;

/// <summary>A mesh of twelve layers of eight CAs: 8^12 paths, counted on the built graph.</summary>
internal sealed class MeshWork
{
    private readonly TrustPaths _paths;
    private readonly PathQuery _query;

    public MeshWork()
    {
        var now = DateTimeOffset.UtcNow;
        var mesh = DemoPki.Create("mesh", now, (12, 8));
        var graph = TrustGraph.Build([mesh.Leaf, .. mesh.Intermediates, .. mesh.Roots]);
        _paths = new TrustPaths(graph, mesh.Roots.Select(root => new TrustAnchor(root)));
        _query = new PathQuery(mesh.Leaf, now);
    }

    /// <summary>How many paths there are.</summary>
    public long Paths { get; private set; }

    public int Count()
    {
        Paths = (long)_paths.Count(_query).ValidPaths;
        return 1;
    }

    public int FirstPath() => _paths.Find(_query).First().IsValid ? 1 : 0;
}
