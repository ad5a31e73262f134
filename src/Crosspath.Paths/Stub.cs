#pragma warning disable
using System.Collections.Immutable;
using System.Numerics;
using Crosspath.X509;
using Crosspath.X509.Der;
namespace Crosspath.Paths.Validation
{
    internal static class IssuanceRules { public static IEnumerable<Finding> Check(Certificate c, CertificateRole r, PathQuery q) => []; }
}
namespace Crosspath.Paths.Counting
{
    internal sealed class Digraph(int n, int[] from, int[] to) { public int N => n; public int[] From => from; public int[] To => to; }
    internal interface ILabelTransition { int Follow(int label, int edge); }
    internal sealed record CountingBudget { public long Steps { get; init; } }
    internal readonly record struct Entry(int Node, int Label, BigInteger Count);
    internal sealed record LabelCounts(Dictionary<int, BigInteger> Counts, string? Exhausted);
    internal static class SimplePathCounter { public static LabelCounts Count(Digraph g, IReadOnlyList<Entry> e, int goal, ILabelTransition t, CountingBudget b, CancellationToken c) => new([], null); }
}
