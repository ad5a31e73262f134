using System.Collections.Immutable;
using System.Reflection;

namespace Crosspath.Federations;

/// <summary>A federation to begin with.</summary>
/// <param name="Name">As <c>--example</c> calls it.</param>
/// <param name="Summary">One line.</param>
public sealed record FederationExample(string Name, string Summary)
{
    /// <summary>All examples: the files of <c>examples/federations</c>.</summary>
    public static ImmutableArray<FederationExample> All { get; } =
    [
        new("pair", "two sovereign partitions that trust each other's servers and clients"),
        new("mesh", "four PKIs, each signed by each"),
        new("hub", "three sectors joined by a bridge, with policies mapped"),
        new("merger", "two companies until a date"),
        new("partner", "a partner, one way, for some names"),
    ];

    /// <summary>The federation.yaml of a new federation, with comments.</summary>
    public static string Empty => Resource("new-federation.yaml");

    /// <summary>The JSON schema of federation.yaml, for editors.</summary>
    public static string Schema => Resource("federation.schema.json");

    /// <summary>The example's federation.yaml.</summary>
    public string Text => Resource(Name + ".yaml");

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
