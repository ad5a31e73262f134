using System.Globalization;

namespace Crosspath.Fuzz;

/// <summary>The command line of the fuzzer.</summary>
internal sealed record FuzzOptions(IReadOnlyList<string> Targets, IReadOnlyList<string> Seeds)
{
    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(60);

    public int Seed { get; private init; } = 1;

    public string? Keep { get; private init; }

    /// <summary>Null when the arguments are no good.</summary>
    public static FuzzOptions? Read(string[] arguments)
    {
        if (arguments.Length == 0) return null;
        string[] targets = arguments[0] == "all" ? [.. FuzzTargets.All.Keys] : [arguments[0]];
        if (!targets.All(FuzzTargets.All.ContainsKey)) return null;
        var seeds = new List<string>();
        var options = new FuzzOptions(targets, seeds);
        for (var i = 1; i + 1 < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--seeds":
                    seeds.Add(value);
                    break;
                case "--seconds" when int.TryParse(value, CultureInfo.InvariantCulture, out var seconds):
                    options = options with { Time = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                case "--keep":
                    options = options with { Keep = value };
                    break;
                default:
                    return null;
            }
        }
        return seeds.Count > 0 ? options : null;
    }
}
