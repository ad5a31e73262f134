using System.Globalization;
using Crosspath.Bench.Workloads;

namespace Crosspath.Bench.SideBySide;

/// <summary>What can be measured beside a peer: a name, and what to do with an input and a number of rounds.</summary>
internal static class Measures
{
    private static readonly Dictionary<string, Func<string, int, Measurement>> All = new()
    {
        ["reading"] = Reading,
        ["reading-dotnet"] = ReadingByPlatform,
        ["reading-hash"] = (input, rounds) =>
            Rounds.Best(".NET SHA256.HashData(certificate)", rounds, new ReadingWork(input).HashFloor),
        ["verifying"] = Verifying,
        ["graph"] = (input, rounds) => Rounds.Best("Crosspath TrustGraph.Build, one core", rounds, new GraphWork(input).Cold),
        ["graph-bare"] = (input, rounds) => Rounds.Best(
            "the same keys imported and signatures verified, nothing else", rounds, new GraphWork(input).WithBareLoop(input).Bare),
        ["graph-remembered"] = (input, rounds) => Rounds.Best(
            "Crosspath TrustGraph.Build, verdicts remembered", rounds, new GraphWork(input).Remembered),
        ["walk"] = (input, rounds) => Paths("Crosspath WalkAll", input, rounds, work => work.Walk),
        ["judge"] = (input, rounds) => Paths("Crosspath Find, every path judged", input, rounds, work => work.Judge),
        ["count"] = (input, rounds) => Paths("Crosspath Count, paths and valid paths", input, rounds, work => work.Count),
        ["mesh"] = Mesh,
    };

    /// <summary>The exit code of <c>measure NAME INPUT [--rounds N]</c>.</summary>
    public static int Run(string[] arguments)
    {
        if (TryParse(arguments, out var measure, out var rounds))
        {
            Console.WriteLine(measure(arguments[1], rounds).ToJson());
            return 0;
        }
        Console.Error.WriteLine($"usage: measure {string.Join('|', All.Keys)} INPUT [--rounds N]");
        return 2;
    }

    private static Measurement Reading(string input, int rounds)
    {
        var work = new ReadingWork(input);
        return Rounds.Best("Crosspath Certificate.TryRead, both hashes", rounds, work.Crosspath) with
        {
            LeftOut = work.CrosspathRefuses,
        };
    }

    private static Measurement ReadingByPlatform(string input, int rounds)
    {
        var work = new ReadingWork(input);
        return Rounds.Best(".NET X509CertificateLoader, properties, SHA-256(SPKI)", rounds, work.Platform) with
        {
            LeftOut = work.PlatformRefuses,
        };
    }

    private static Measurement Verifying(string input, int rounds)
    {
        var work = new VerifyingWork(input);
        return Rounds.Best("Crosspath PublicKey.Verify, keys at hand", rounds, work.Run) with
        {
            Valid = work.Valid,
            LeftOut = work.LeftOut,
        };
    }

    private static Measurement Paths(string what, string input, int rounds, Func<PathsWork, Func<int>> choose)
    {
        var work = new PathsWork(input);
        var best = Rounds.Best(what, rounds, choose(work));
        return work.Found > 0 ? best with { Chains = work.Found } : best;
    }

    // The mesh is made here: whoever wants to give it to a peer makes one of the same size.
    private static Measurement Mesh(string input, int rounds)
    {
        var work = new MeshWork();
        return Rounds.Best("Crosspath Count, 12 layers of 8", rounds, work.Count) with { Chains = work.Paths };
    }

    private static bool TryParse(string[] arguments, out Func<string, int, Measurement> measure, out int rounds)
    {
        (measure, rounds) = (null!, 3);
        if (arguments.Length < 2 || !All.TryGetValue(arguments[0], out measure!)) return false;
        return arguments[2..] switch
        {
            [] => true,
            ["--rounds", var text] => int.TryParse(text, CultureInfo.InvariantCulture, out rounds) && rounds > 0,
            _ => false,
        };
    }
}
