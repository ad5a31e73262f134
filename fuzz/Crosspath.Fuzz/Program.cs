using System.Diagnostics;
using Crosspath.Fuzz;
using Crosspath.X509;

// usage: Crosspath.Fuzz TARGET|all --seeds FILE… [--seconds N] [--seed N] [--keep FOLDER]
// Mutates the certificates of the seed files until time is up. An input that makes a target throw, or take longer than
// a second, is kept in FOLDER and makes the exit code 1. With the same seed the inputs are the same.

var options = FuzzOptions.Read(args);
if (options is null)
{
    Console.Error.WriteLine("usage: TARGET|all --seeds FILE... [--seconds N] [--seed N] [--keep FOLDER]");
    Console.Error.WriteLine($"targets: {string.Join(' ', FuzzTargets.All.Keys)}");
    return 2;
}
var seeds = options.Seeds
    .SelectMany(file => CertificateFiles.Read(file))
    .Select(item => item switch
    {
        InputItem.FoundCertificate found => found.Der.ToArray(),
        InputItem.FoundCrl found => found.Der.ToArray(),
        _ => [],
    })
    .Where(seed => seed.Length > 0)
    .ToArray();
if (seeds.Length == 0)
{
    Console.Error.WriteLine("no certificate in the seed files");
    return 2;
}

var failures = 0;
foreach (var name in options.Targets)
{
    var random = new Random(options.Seed);
    var mutator = new Mutator(random);
    var target = FuzzTargets.All[name];
    var (runs, clock) = (0L, Stopwatch.StartNew());
    var slowest = TimeSpan.Zero;
    while (clock.Elapsed < options.Time / options.Targets.Count)
    {
        var input = mutator.Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)]);
        var begin = Stopwatch.GetTimestamp();
        var fault = FuzzRun.Try(target, input);
        var took = Stopwatch.GetElapsedTime(begin);
        if (took > slowest) slowest = took;
        if (took > TimeSpan.FromSeconds(1)) fault ??= $"took {took.TotalSeconds:F1} s";
        runs++;
        if (fault is null) continue;
        failures++;
        Console.WriteLine($"{name}: {fault}");
        FuzzRun.Keep(options.Keep, name, input);
        if (failures >= 10) return 1;
    }
    Console.WriteLine($"{name}: {runs:N0} inputs in {clock.Elapsed.TotalSeconds:F0} s, slowest {slowest.TotalMilliseconds:F0} ms, {failures} failures");
}
return failures == 0 ? 0 : 1;
