using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Authority.Demos;

/// <summary>A small cross-signed PKI with fresh keys, made to be looked at.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Story">What happened, in a few sentences.</param>
/// <param name="Leaf">The certificate in question.</param>
/// <param name="Intermediates">What may lie between.</param>
/// <param name="Roots">Who is trusted.</param>
/// <param name="Keys">Private keys as PKCS#8 PEM, by the name of their owner.</param>
/// <param name="Questions">What to ask of it.</param>
public sealed record DemoPki(
    DemoKind Kind,
    string Story,
    Certificate Leaf,
    ImmutableArray<Certificate> Intermediates,
    ImmutableArray<Certificate> Roots,
    ImmutableSortedDictionary<string, string> Keys,
    ImmutableArray<DemoQuestion> Questions)
{
    /// <summary>Makes one.</summary>
    /// <param name="kind">The name of one of <see cref="DemoKind.All"/>.</param>
    /// <param name="now">The leaf is valid around this time.</param>
    /// <param name="mesh">Size of a mesh; the default has 4 layers of 3.</param>
    /// <exception cref="ArgumentException">There is no such kind, or the mesh is too large.</exception>
    public static DemoPki Create(string kind, DateTimeOffset now, (int Layers, int Width)? mesh = null)
    {
        var known = DemoKind.All.FirstOrDefault(candidate => candidate.Name == kind)
            ?? throw new ArgumentException($"There is no kind of demo called '{kind}'.", nameof(kind));
        using var maker = new DemoMaker(known, now);
        return kind switch
        {
            "dst-x3-2021" => DemoStories.ExpiringRoot(maker),
            "rollover" => DemoStories.Rollover(maker),
            "compromise" => DemoStories.Compromise(maker),
            "partitions" => DemoStories.Partitions(maker),
            "bridge" => DemoStories.Bridge(maker),
            _ => DemoStories.Mesh(maker, mesh?.Layers ?? 4, mesh?.Width ?? 3),
        };
    }
}

/// <summary>Something to ask of a demonstration PKI.</summary>
/// <param name="Text">What it shows.</param>
/// <param name="At">At which time; null for now.</param>
/// <param name="Policy">With which policy required; null for none.</param>
/// <param name="IsCount">Whether to count and not to list.</param>
public sealed record DemoQuestion(string Text, DateTimeOffset? At = null, string? Policy = null, bool IsCount = false);
