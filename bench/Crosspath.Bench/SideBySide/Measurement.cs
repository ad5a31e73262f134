using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crosspath.Bench.SideBySide;

/// <summary>One line of output, in the form that all peers share.</summary>
/// <param name="Seconds">CPU seconds of the process, garbage collection included.</param>
internal sealed record Measurement(string What, long Items, double Seconds, double PerSecond)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>On the managed or collected heap; null where nobody counts.</summary>
    public double? AllocBytesPerItem { get; init; }

    public string Version { get; init; } = $".NET {Environment.Version}";

    /// <summary>Where signatures are verified.</summary>
    public int? Valid { get; init; }

    /// <summary>How many items could not be treated.</summary>
    public int? LeftOut { get; init; }

    /// <summary>Where paths are built or counted, how many.</summary>
    public long? Chains { get; init; }

    /// <summary>What a peer said instead of an answer.</summary>
    public string? Error { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Measurement Parse(string json) => JsonSerializer.Deserialize<Measurement>(json, Json)!;
}
