#pragma warning disable
using System.Collections.Immutable;
using System.Numerics;
using Crosspath.X509;
using Crosspath.X509.Der;
namespace Crosspath.Paths.Validation
{
    internal sealed record PolicyInputs(ImmutableArray<ObjectIdentifier> P, bool R, bool M, bool A);
    internal sealed record CertificatePolicyView { public static CertificatePolicyView From(Certificate c) => new(); }
    internal sealed record PolicyState { public static PolicyState Initial(PolicyInputs i) => new(); public PolicyState Next(CertificatePolicyView v, bool isLast) => this; public bool Failed => false; public string? FailureReason => null; }
    internal sealed record NameViolation(string Code, string Message);
    internal sealed record NameConstraintState { public static NameConstraintState None { get; } = new(); public NameConstraintState With(NameConstraints c) => this; public IEnumerable<NameViolation> Check(Certificate c, bool isLast) => []; }
    internal static class HostName { public static bool Matches(Certificate c, string host) => true; }
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
