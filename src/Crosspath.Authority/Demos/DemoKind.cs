namespace Crosspath.Authority.Demos;

/// <summary>A kind of demonstration PKI.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="Summary">One line.</param>
public sealed record DemoKind(string Name, string Summary)
{
    /// <summary>All kinds, in the order in which help lists them.</summary>
    public static IReadOnlyList<DemoKind> All { get; } =
    [
        new("dst-x3-2021", "an old root expires, and the cross-sign that it gave a new root outlives it"),
        new("rollover", "a CA moves to a new root, phased in by cross-signs"),
        new("compromise", "a CA is cross-signed by two others, of which one falls"),
        new("partitions", "two roots sign each other, so that each side trusts the other's servers"),
        new("bridge", "three PKIs joined by a bridge, with policies mapped"),
        new("mesh", "layers of CAs, each cross-signed by all of the next: paths beyond counting"),
    ];
}
