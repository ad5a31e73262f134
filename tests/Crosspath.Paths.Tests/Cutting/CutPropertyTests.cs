using System.Collections.Immutable;
using Crosspath.Paths.Cutting;
using Crosspath.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Paths.Tests.Cutting;

/// <summary>Cuts against trying every smaller set of certificates and anchors.</summary>
public sealed class CutPropertyTests
{
    private static readonly string[] Faults = ["", "", "", "", "", "pathlen 0", "pathlen 1", "expired", "permit other.test"];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void Cost_what_the_cheapest_set_costs_that_ends_every_path() => Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        using var world = Draw(random);
        var graph = TrustGraph.Build(world.Certificates);
        var history = TrustHistory.Constant(world.Anchors.Select((anchor, i) => new TrustAnchor(anchor, [i == 0 ? "one" : "two"])));
        var identity = graph.SubjectOf(world.Certificates.Last());
        var question = new PathQuery(world.Certificates.Last(), World.Today);

        var cut = new CutSearch(graph, history, question).For(identity);

        var paths = PathsOf(graph, history, identity);
        return cut is { IsCheapest: true, PathsAfter.IsZero: true }
            && cut.PathsBefore == paths.Length
            && cut.Cost == Cheapest(paths);
    }));

    // Up to twelve CAs; the last certificate names the identity in question.
    private static World Draw(Random random)
    {
        var cas = random.Next(3, 12);
        var lines = new List<string> { "anchor C0", "anchor C1" };
        for (var i = random.Next(cas, 2 * cas); i > 0; i--)
        {
            var fault = Faults[random.Next(Faults.Length)];
            lines.Add($"C{random.Next(cas)} -> C{random.Next(cas)}{(fault.Length > 0 ? " : " + fault : "")}");
        }
        lines.Add($"C{random.Next(cas)} -> C{cas - 1}");
        return World.Draw(string.Join('\n', lines));
    }

    // Every valid path as what can be taken away from it: its certificates below the anchor, and the anchor by its key.
    private static string[][] PathsOf(TrustGraph graph, TrustHistory history, Identity identity)
    {
        var paths = new TrustPaths(graph, history.AnchorsAt(World.Today));
        return [.. graph.CertificatesOf(identity)
            .SelectMany(target => paths.Find(new PathQuery(target, World.Today)).Where(path => path.IsValid))
            .Select(path => path.Path.Certificates[..^1].Select(certificate => certificate.Fingerprint.ToString())
                .Append(path.Path.Anchor.Certificate.KeyId.ToString())
                .ToArray())];
    }

    private static int Cheapest(string[][] paths)
    {
        var elements = paths.SelectMany(path => path).Distinct().ToArray();
        for (var size = 0; ; size++)
        {
            if (Subsets(elements, size).Any(chosen => paths.All(path => path.Any(chosen.Contains)))) return size;
        }
    }

    private static IEnumerable<ImmutableHashSet<string>> Subsets(string[] elements, int size, int from = 0)
    {
        if (size == 0) yield return [];
        for (var i = from; size > 0 && i < elements.Length; i++)
        {
            foreach (var rest in Subsets(elements, size - 1, i + 1)) yield return rest.Add(elements[i]);
        }
    }
}
