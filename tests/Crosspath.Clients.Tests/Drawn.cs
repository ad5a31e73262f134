using System.Collections.Immutable;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Clients.Tests;

/// <summary>Asks clients about drawn worlds.</summary>
internal static class Drawn
{
    /// <summary>A request on the world's day: labels of what is served, the leaf first, and of the store.</summary>
    public static ClientRequest Request(World world, string served, string roots) =>
        new(Named(world, served), Named(world, roots), World.Today);

    /// <summary>Certificates by their labels.</summary>
    public static ImmutableArray<Certificate> Named(World world, string labels) =>
        [.. labels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(label => world[label])];

    /// <summary>What a built-in client does: the labels of its chain above the leaf, or "--" and the reason.</summary>
    public static string Ask(World world, string client, ClientRequest request) =>
        Ask(world, ProfileCatalogue.BuiltIn.Find(client)!, request);

    /// <summary>What a client does.</summary>
    public static string Ask(World world, ClientProfile profile, ClientRequest request)
    {
        using var simulator = new ClientSimulator(request);
        var prediction = simulator.Predict(profile);
        return prediction.IsAccepted
            ? string.Join(' ', prediction.Chain.Skip(1).Select(certificate => LabelOf(world, certificate)))
            : $"-- {prediction.Reason}";
    }

    private static string LabelOf(World world, Certificate certificate) =>
        world.Labels.First(label => world[label].Equals(certificate));
}
