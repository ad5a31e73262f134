using System.Numerics;
using Crosspath.Paths.Counting;

namespace Crosspath.Paths.Tests.Counting;

/// <summary>Paths within and through a strongly connected component: trees of blocks, and what a budget leaves.</summary>
public sealed class ComponentCountTests
{
    private static readonly Refusals Nothing = new((label, _) => label);

    [Fact]
    public void Counts_equal_enumeration_on_random_trees_of_blocks()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var (graph, entries, goal, transition) = RandomTree(new Random(seed));

            var counted = Count(graph, entries, goal, new CountingBudget(), transition);

            var expected = BruteForce.Count(graph, entries, goal, transition);
            Assert.True(counted.Exhausted is null, $"seed {seed}");
            Assert.True(expected.SequenceEqual(counted.Counts.OrderBy(pair => pair.Key)), $"seed {seed}");
        }
    }

    [Fact]
    public void A_lower_bound_is_never_above_the_number_of_any_label_and_exact_means_equal()
    {
        var exhausted = 0;
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var (graph, entries, goal, transition) = RandomTree(random);
            var budget = new CountingBudget { Steps = random.Next(15), States = random.Next(6) };

            var counted = Count(graph, entries, goal, budget, transition);

            var expected = BruteForce.Count(graph, entries, goal, transition);
            Assert.All(counted.Counts, pair => Assert.InRange(pair.Value, 1, expected.GetValueOrDefault(pair.Key)));
            if (counted.Exhausted is null) Assert.Equal(expected, counted.Counts.OrderBy(pair => pair.Key));
            else exhausted++;
        }
        Assert.InRange(exhausted, 100, 1400); // both outcomes were met
    }

    [Fact]
    public void A_star_whose_thousands_of_spokes_are_all_anchors_and_exits_is_exact()
    {
        const int Spokes = 4000;
        var edges = new List<(int, int)>();
        for (var spoke = 1; spoke <= Spokes; spoke++) edges.AddRange([(0, spoke), (spoke, 0), (spoke, Spokes + 1)]);

        var counted = Count(GraphOf(Spokes + 2, edges), [.. AnchorsAt(1, Spokes)], Spokes + 1);

        Assert.Equal((BigInteger)Spokes * Spokes, Total(counted)); // from each, through each: itself at once
        Assert.Null(counted.Exhausted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_of_thousands_of_two_way_cross_signs_between_anchors_is_exact(bool goalIsBelow)
    {
        const int Length = 9000;
        var edges = new List<(int, int)>();
        for (var node = 0; node < Length - 1; node++) edges.AddRange([(node, node + 1), (node + 1, node)]);
        edges.Add((Length - 1, Length));

        var counted = Count(GraphOf(Length + 1, edges), [.. AnchorsAt(0, Length)], goalIsBelow ? Length : Length - 1);

        Assert.Equal(Length, Total(counted));
        Assert.Null(counted.Exhausted);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(70)]
    public void A_goal_far_behind_a_dense_mesh_still_has_a_positive_lower_bound(int mesh)
    {
        // The way back makes mesh and tail one block. The tail begins at the anchor and its neighbour, as their last
        // edge: who walks path by path goes into the mesh first, who walks by length has spent all at the tail's end.
        var edges = CompleteEdges(0, mesh);
        edges.AddRange([(0, mesh), (1, mesh)]);
        for (var node = mesh; node < mesh + 16; node++) edges.Add((node, node + 1));
        edges.Add((mesh + 16, 2));

        var counted = Count(GraphOf(mesh + 17, edges), [new Entry(0, 0, 1)], mesh + 16);

        Assert.NotNull(counted.Exhausted);
        Assert.True(Total(counted).Sign > 0);
    }

    [Fact]
    public void A_dense_mesh_behind_another_still_has_a_positive_lower_bound()
    {
        var edges = CompleteEdges(0, 12);
        edges.AddRange(CompleteEdges(12, 12));
        edges.Add((11, 12));

        var counted = Count(GraphOf(24, edges), [new Entry(0, 0, 1)], 23, new CountingBudget { Steps = 300 });

        Assert.Equal("300 counting steps", counted.Exhausted);
        Assert.True(Total(counted).Sign > 0);
    }

    [Fact]
    public void Counting_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var graph = GraphOf(30, CompleteEdges(0, 30));

        Assert.Throws<OperationCanceledException>(() => SimplePathCounter.Count(
            graph, [new Entry(0, 0, 1)], 29, Nothing, new CountingBudget(), cancelled.Token));
    }

    private static LabelCounts Count(
        Digraph graph, Entry[] entries, int goal, CountingBudget? budget = null, ILabelTransition? transition = null) =>
        SimplePathCounter.Count(graph, entries, goal, transition ?? Nothing, budget ?? new CountingBudget(), default);

    private static BigInteger Total(LabelCounts counted) =>
        counted.Counts.Values.Aggregate(BigInteger.Zero, BigInteger.Add);

    private static IEnumerable<Entry> AnchorsAt(int first, int count) =>
        Enumerable.Range(first, count).Select(node => new Entry(node, 0, 1));

    private static List<(int, int)> CompleteEdges(int first, int nodes) =>
        [.. from one in Enumerable.Range(first, nodes)
            from other in Enumerable.Range(first, nodes)
            where one != other
            select (one, other)];

    private static Digraph GraphOf(int nodes, List<(int From, int To)> edges) =>
        new(nodes, [.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);

    // A random tree with its edges in both directions, some of them doubled or bridged, and a few nodes below it.
    private static (Digraph, Entry[], int, ILabelTransition) RandomTree(Random random)
    {
        var (inside, below) = (random.Next(2, 9), random.Next(3));
        var edges = new List<(int, int)>();
        for (var node = 1; node < inside; node++)
        {
            var parent = random.Next(node);
            edges.AddRange([(node, parent), (parent, node)]);
        }
        for (var extra = random.Next(5); extra > 0; extra--) edges.Add((random.Next(inside), random.Next(inside)));
        for (var node = inside; node < inside + below; node++)
            for (var exits = random.Next(1, 4); exits > 0; exits--) edges.Add((random.Next(node), node));
        var kinds = edges.Select(_ => random.Next(7)).ToArray();
        var transition = new Refusals((label, edge) => kinds[edge] switch
        {
            0 => label - 1,
            1 => label == 1 ? -1 : label,
            2 => (label + 1) % 4,
            _ => label,
        });
        var entries = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => new Entry(random.Next(inside), random.Next(3), random.Next(1, 3)))
            .ToArray();
        return (GraphOf(inside + below, edges), entries, random.Next(inside + below), transition);
    }

    private sealed class Refusals(Func<int, int, int> follow) : ILabelTransition
    {
        public int Follow(int label, int edge) => follow(label, edge);
    }
}
