using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Bench.Workloads;

/// <summary>All paths of every certificate of a file, with all self-signed ones as anchors, on the built graph.</summary>
internal sealed class PathsWork
{
    private static readonly DateTimeOffset At = new(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TrustGraph _graph;
    private readonly TrustPaths _paths;

    public PathsWork(string path)
    {
        _graph = TrustGraph.Build(CertificateFiles.ReadCertificates(path));
        var roots = _graph.Certificates.Where(certificate =>
            _graph.IssuerOf(certificate).Issuer is { } issuer && issuer == _graph.SubjectOf(certificate));
        _paths = new TrustPaths(_graph, roots.Select(root => new TrustAnchor(root)));
    }

    /// <summary>How many paths the last run found.</summary>
    public long Found { get; private set; }

    /// <summary>Walks them, unjudged: what zcrypto's WalkChains does.</summary>
    public int Walk()
    {
        Found = _paths.WalkAll(_graph.Certificates).LongCount();
        return _graph.Certificates.Length;
    }

    /// <summary>Finds and judges them for a day, and any purpose: more than Go's Verify does.</summary>
    public int Judge()
    {
        Found = 0;
        foreach (var target in _graph.Certificates)
            Found += _paths.Find(new PathQuery(target, At) { Purpose = Purpose.Any }).LongCount();
        return _graph.Certificates.Length;
    }

    /// <summary>Counts paths and valid paths of each.</summary>
    public int Count()
    {
        foreach (var target in _graph.Certificates) _paths.Count(new PathQuery(target, At) { Purpose = Purpose.Any });
        return _graph.Certificates.Length;
    }
}
