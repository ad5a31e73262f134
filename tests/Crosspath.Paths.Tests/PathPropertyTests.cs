using Crosspath.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Paths.Tests;

/// <summary>What must hold in every PKI, tried on random ones with cycles, parallel certificates and faults.</summary>
public sealed class PathPropertyTests
{
    // Who signs whom among six CAs, of which two are anchors, and with which fault.
    private static readonly Arbitrary<(int Issuer, int Subject, int Fault)[]> Edges =
        Gen.Choose(0, 5).SelectMany(issuer => Gen.Choose(0, 5).SelectMany(subject =>
                Gen.Choose(0, 9).Select(fault => (issuer, subject, fault))))
            .ArrayOf().ToArbitrary();

    private static readonly string[] Faults =
        ["", "", "", "", "expired", "pathlen 0", "pathlen 1", "no-ca", "permit other.test", "require-explicit 0, policy 1.2.3"];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400).WithStartSize(4).WithEndSize(18);

    [Fact]
    public void Counts_equal_the_listing() => Check.One(Runs, Prop.ForAll(Edges, edges =>
    {
        using var world = Draw(edges);
        var paths = world.Paths();

        var listed = paths.Find(world.Query("leaf")).ToList();

        var counts = paths.Count(world.Query("leaf"));
        return counts == new PathCounts(listed.Count, listed.Count(path => path.IsValid), null);
    }));

    [Fact]
    public void Answers_do_not_depend_on_the_order_of_the_input() => Check.One(Runs, Prop.ForAll(Edges, edges =>
    {
        using var world = Draw(edges);
        var shuffled = world.Certificates.ToArray();
        new Random(edges.Length).Shuffle(shuffled);

        var paths = new TrustPaths(TrustGraph.Build(shuffled), world.Paths().Anchors.Reverse());

        return world.Paths().Find(world.Query("leaf")).Select(Describe)
            .SequenceEqual(paths.Find(world.Query("leaf")).Select(Describe));
    }));

    [Fact]
    public void Valid_paths_come_first_and_no_identity_twice() => Check.One(Runs, Prop.ForAll(Edges, edges =>
    {
        using var world = Draw(edges);
        var listed = world.Paths().Find(world.Query("leaf")).ToList();

        var isSorted = listed.SkipWhile(path => path.IsValid).All(path => !path.IsValid);
        var isSimple = listed.All(path => path.Path.Certificates.Select(c => c.Subject.ToString()).Distinct().Count()
            == path.Path.Certificates.Length);
        var isOnce = listed.Select(Describe).Distinct().Count() == listed.Count;
        return isSorted && isSimple && isOnce;
    }));

    private static World Draw((int Issuer, int Subject, int Fault)[] edges)
    {
        var lines = new List<string> { "anchor C0", "anchor C1", "C5 -> leaf" };
        foreach (var (issuer, subject, fault) in edges)
            lines.Add($"C{issuer} -> C{subject}{(Faults[fault].Length == 0 ? "" : " : " + Faults[fault])}");
        return World.Draw(string.Join('\n', lines));
    }

    private static string Describe(JudgedPath path) =>
        $"{string.Join(' ', path.Path.Certificates.Select(c => c.Fingerprint))} {string.Join(' ', path.Findings.Select(f => f.Code))}";
}
