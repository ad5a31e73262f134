using System.Numerics;
using Crosspath.Paths.Counting;

namespace Crosspath.Paths.Tests.Counting;

public sealed class SimplePathCounterTests
{
    private static readonly ILabelTransition Nothing = new Transition((label, _) => label);

    [Fact]
    public void Counts_equal_enumeration_on_thousands_of_random_graphs_with_cycles()
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var (graph, entries, goal, transition) = RandomCase(new Random(seed));

            var counted = Count(graph, entries, goal, transition);

            var expected = BruteForce.Count(graph, entries, goal, transition);
            Assert.True(counted.Exhausted is null, $"seed {seed}");
            Assert.True(expected.SequenceEqual(counted.Counts.OrderBy(pair => pair.Key)), $"seed {seed}");
        }
    }

    [Fact]
    public void Counts_do_not_depend_on_how_nodes_and_edges_are_numbered()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (graph, entries, goal, _) = RandomCase(random);
            var nodes = Enumerable.Range(0, graph.Nodes).ToArray();
            var edges = Enumerable.Range(0, graph.From.Length).ToArray();
            random.Shuffle(nodes);
            random.Shuffle(edges);

            var renumbered = new Digraph(
                graph.Nodes,
                [.. edges.Select(edge => nodes[graph.From[edge]])],
                [.. edges.Select(edge => nodes[graph.To[edge]])]);
            var moved = entries.Select(entry => entry with { Node = nodes[entry.Node], Label = 0 }).ToArray();
            var plain = entries.Select(entry => entry with { Label = 0 }).ToArray();

            Assert.Equal(Total(Count(graph, plain, goal, Nothing)), Total(Count(renumbered, moved, nodes[goal], Nothing)));
        }
    }

    [Theory]
    [InlineData(8, 12)]
    [InlineData(3, 40)]
    public void A_mesh_of_layers_has_width_to_the_power_of_depth_paths(int width, int layers)
    {
        var edges = new List<(int, int)>();
        for (var node = 0; node < width; node++) edges.Add((0, 1 + node));
        for (var layer = 1; layer < layers; layer++)
            for (var from = 0; from < width; from++)
                for (var to = 0; to < width; to++)
                    edges.Add((1 + (layer - 1) * width + from, 1 + layer * width + to));
        var goal = 1 + layers * width;
        for (var node = 0; node < width; node++) edges.Add((1 + (layers - 1) * width + node, goal));

        var counted = Count(GraphOf(goal + 1, edges), [new Entry(0, 0, 1)], goal, Nothing);

        Assert.Equal(BigInteger.Pow(width, layers), Total(counted));
        Assert.Null(counted.Exhausted);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(13)]
    public void A_complete_graph_has_as_many_paths_as_the_formula_says(int nodes)
    {
        // Between two of n nodes: for each k the ordered choices of k others, summed over k.
        var expected = BigInteger.Zero;
        var choices = BigInteger.One;
        for (var k = 0; k <= nodes - 2; k++)
        {
            expected += choices;
            choices *= nodes - 2 - k;
        }

        var counted = Count(Complete(nodes), [new Entry(0, 0, 1)], nodes - 1, Nothing);

        Assert.Equal(expected, Total(counted));
        Assert.Null(counted.Exhausted);
    }

    [Fact]
    public void A_complete_graph_of_thirty_ends_with_a_lower_bound()
    {
        var counted = Count(Complete(30), [new Entry(0, 0, 1)], 29, Nothing);

        Assert.NotNull(counted.Exhausted);
        Assert.True(Total(counted) > 1000);
    }

    [Fact]
    public void Blocks_that_share_a_node_multiply()
    {
        // Two complete graphs of five, joined at node 4.
        var edges = new List<(int, int)>();
        for (var one = 0; one < 5; one++)
            for (var other = 0; other < 5; other++)
                if (one != other) edges.AddRange([(one, other), (one + 4, other + 4)]);

        var counted = Count(GraphOf(9, edges), [new Entry(0, 0, 1)], 8, Nothing);

        Assert.Equal(16 * 16, Total(counted)); // 1 + 3 + 6 + 6 paths in each
    }

    [Fact]
    public void A_hub_with_spokes_that_cross_sign_it_is_exact()
    {
        var edges = new List<(int, int)>();
        for (var spoke = 1; spoke <= 200; spoke++) edges.AddRange([(0, spoke), (spoke, 0)]);

        var counted = Count(GraphOf(201, edges), [.. Enumerable.Range(1, 199).Select(i => new Entry(i, 0, 1))], 200, Nothing);

        Assert.Equal(199, Total(counted));
        Assert.Null(counted.Exhausted);
    }

    [Fact]
    public void A_long_ladder_of_two_way_cross_signs_is_exact()
    {
        // Two rails of 30 nodes with rungs, every edge in both directions: one block of sixty nodes.
        var edges = new List<(int, int)>();
        void Both(int one, int other) => edges.AddRange([(one, other), (other, one)]);
        for (var i = 0; i < 30; i++)
        {
            Both(2 * i, 2 * i + 1);
            if (i > 0) Both(2 * i, 2 * i - 2);
            if (i > 0) Both(2 * i + 1, 2 * i - 1);
        }

        var counted = Count(GraphOf(60, edges), [new Entry(0, 0, 1)], 59, Nothing);

        // A path goes along the ladder and at each of 30 rungs stays on its rail or changes; the last rung is settled.
        Assert.Equal(BigInteger.Pow(2, 29), Total(counted));
        Assert.Null(counted.Exhausted);
    }

    [Fact]
    public void A_budget_that_ends_gives_a_lower_bound_and_says_which()
    {
        var budget = new CountingBudget { Steps = 500 };
        var counted = SimplePathCounter.Count(Complete(10), [new Entry(0, 0, 1)], 9, Nothing, budget, default);

        Assert.Equal("500 counting steps", counted.Exhausted);
        Assert.True(Total(counted) < Total(Count(Complete(10), [new Entry(0, 0, 1)], 9, Nothing)));
    }

    private static LabelCounts Count(Digraph graph, IReadOnlyList<Entry> entries, int goal, ILabelTransition transition) =>
        SimplePathCounter.Count(graph, entries, goal, transition, new CountingBudget(), default);

    private static BigInteger Total(LabelCounts counted) =>
        counted.Counts.Values.Aggregate(BigInteger.Zero, BigInteger.Add);

    private static Digraph Complete(int nodes) => GraphOf(nodes,
        [.. from one in Enumerable.Range(0, nodes) from other in Enumerable.Range(0, nodes) where one != other select (one, other)]);

    private static Digraph GraphOf(int nodes, List<(int From, int To)> edges) =>
        new(nodes, [.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);

    private static (Digraph, Entry[], int, ILabelTransition) RandomCase(Random random)
    {
        var nodes = random.Next(1, 8);
        var edges = new (int From, int To)[random.Next(0, nodes * 3)];
        for (var i = 0; i < edges.Length; i++) edges[i] = (random.Next(nodes), random.Next(nodes));
        var graph = GraphOf(nodes, [.. edges]);
        var entries = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => new Entry(random.Next(nodes), random.Next(3), random.Next(1, 3)))
            .ToArray();
        // Some edges are refused to some labels, some use a label up, some leave it.
        var kinds = edges.Select(_ => random.Next(5)).ToArray();
        var transition = new Transition((label, edge) => kinds[edge] switch
        {
            0 => label - 1,
            1 => label == 1 ? -1 : label,
            2 => (label + 1) % 4,
            _ => label,
        });
        return (graph, entries, random.Next(nodes), transition);
    }

    private sealed class Transition(Func<int, int, int> follow) : ILabelTransition
    {
        public int Follow(int label, int edge) => follow(label, edge);
    }
}
