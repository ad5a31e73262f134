using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Crosspath.Clients.Serving;

/// <summary>Clients with weights: who visits a site.</summary>
/// <param name="Title">What the mix stands for.</param>
/// <param name="Note">Where the weights are from.</param>
/// <param name="Clients">Each with its weight.</param>
public sealed record ServingMix(string Title, string Note, ImmutableArray<MixEntry> Clients)
{
    internal const string ResourcePrefix = "mix:";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Every client that is known, all of one weight.</summary>
    public static ServingMix All { get; } = new(
        "Every client that is known, each counting the same",
        "No shares at all.",
        [.. ProfileCatalogue.BuiltIn.All.Select(profile => new MixEntry(profile.Client, 1))]);

    /// <summary>The names of the mixes that come with Crosspath.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["all", .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>One of them; null when there is none of that name.</summary>
    public static ServingMix? Find(string name)
    {
        var plain = name.ToLowerInvariant().Replace(' ', '-');
        if (plain == "all") return All;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + plain);
        return stream is null ? null : JsonSerializer.Deserialize<ServingMix>(stream, Options);
    }

    /// <summary>Reads a mix.</summary>
    /// <param name="json">As those in <c>Serving/Mixes</c>.</param>
    /// <param name="mix">The mix; null when something is wrong.</param>
    /// <param name="problem">Line and what is wrong; empty when nothing is.</param>
    public static bool TryRead(string json, out ServingMix? mix, out string problem)
    {
        mix = null;
        problem = "";
        try
        {
            mix = JsonSerializer.Deserialize<ServingMix>(json, Options);
        }
        catch (JsonException e)
        {
            problem = $"line {e.LineNumber + 1}: {e.Message}";
            return false;
        }
        if (mix is null || mix.Clients.IsDefaultOrEmpty) problem = "line 1: no clients";
        else if (mix.Clients.FirstOrDefault(entry => !(entry.Weight > 0) || double.IsInfinity(entry.Weight)) is { } wrong)
            problem = $"the weight of '{wrong.Client}' is no positive number";
        return problem.Length == 0;
    }
}

/// <summary>One client of a mix.</summary>
/// <param name="Client">A profile's name.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="As">What to call it, where the same client stands in the mix with several stores.</param>
/// <param name="Store">Its trust store, NAME or NAME@DATE for one that gets no updates; null for its platform's.</param>
public sealed record MixEntry(string Client, double Weight, string? As = null, string? Store = null);
