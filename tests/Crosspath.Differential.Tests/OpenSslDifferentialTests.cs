using Crosspath.Paths;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Differential.Tests;

/// <summary>
/// For every real CA certificate and every root store in force on a day: does OpenSSL find a chain where we find a
/// valid path, and the other way round? OpenSSL builds one chain and does not go back, so it may miss what we find;
/// then it is given our path alone and asked again. What still differs stands in <c>disagreements.txt</c> with its
/// reason.
/// </summary>
public sealed class OpenSslDifferentialTests
{
    [Theory]
    [InlineData("2019-06-01")]
    public void OpenSSL_and_Crosspath_agree_on_every_certificate_and_store(string day)
    {
        var at = DateTimeOffset.Parse(day + "T00:00:00Z");
        var known = Disagreements.Read();
        using var openSsl = new OpenSsl(RealCertificates.Authorities);
        var pool = openSsl.WritePem("pool.pem", RealCertificates.Authorities);
        var stores = StoreHistory.On(DateOnly.Parse(day));

        // One process a core: nearly all of the time is OpenSSL's.
        var unexplained = stores.AsParallel().AsOrdered()
            .SelectMany(store => Compare(openSsl, store, pool, at))
            .Where(disagreement => !known.Contains(disagreement.Target))
            .Select(disagreement => disagreement.Text)
            .ToList();

        Assert.True(unexplained.Count == 0, string.Join('\n', unexplained));
    }

    private static List<(Fingerprint Target, string Text)> Compare(
        OpenSsl openSsl, StoreHistory store, string pool, DateTimeOffset at)
    {
        var found = new List<(Fingerprint, string)>();
        var ours = OurAnswers(store, at);
        var name = store.Family.Replace(':', '-');
        var roots = openSsl.WritePem($"{name}.roots", ours.Anchors);
        var theirs = openSsl.Accepted(RealCertificates.Graph.Certificates.Select(c => c.Fingerprint), roots, pool, at);
        foreach (var target in theirs.Where(target => !ours.Valid.ContainsKey(target)))
            found.Add((target, $"{store.Family}: only OpenSSL accepts {target}"));
        foreach (var (target, path) in ours.Valid.Where(answer => !theirs.Contains(answer.Key)))
        {
            if (!AcceptsOurPath(openSsl, name, path, at))
                found.Add((target, $"{store.Family}: only we accept {target} ({path})"));
        }
        return found;
    }

    private static (List<Certificate> Anchors, Dictionary<Fingerprint, TrustPath> Valid) OurAnswers(
        StoreHistory store, DateTimeOffset at)
    {
        var graph = RealCertificates.Graph;
        var anchors = new List<Certificate>();
        foreach (var root in store.Roots)
            if (graph.TryFind(root, out var certificate)) anchors.Add(certificate);
        var paths = new TrustPaths(graph, anchors.Select(anchor => new TrustAnchor(anchor)));
        var valid = new Dictionary<Fingerprint, TrustPath>();
        foreach (var target in graph.Certificates)
        {
            var query = new PathQuery(target, at) { Purpose = Purpose.Any };
            if (paths.Find(query).FirstOrDefault() is { IsValid: true } first) valid.Add(target.Fingerprint, first.Path);
        }
        return (anchors, valid);
    }

    private static bool AcceptsOurPath(OpenSsl openSsl, string name, TrustPath path, DateTimeOffset at)
    {
        var anchor = openSsl.WritePem($"{name}.anchor", [path.Anchor.Certificate]);
        var between = openSsl.WritePem($"{name}.between", path.Certificates.Skip(1).Append(path.Target));
        return openSsl.Accepted([path.Target.Fingerprint], anchor, between, at, "-partial_chain").Count == 1;
    }
}
