using Crosspath.Harness;
using Crosspath.Testing;

namespace Crosspath.Conformance.Tests;

/// <summary>x509-limbo, with bettertls: what the harness answers, against what the suite expects.</summary>
public sealed class LimboTests
{
    private static readonly Lazy<LimboFile> LazySuite =
        new(() => LimboRunner.ReadCases(SharedData.PathOf("suites", "limbo", "limbo.json.gz")));

    private static readonly Lazy<LimboResults> LazyAnswers = new(() => LimboRunner.Run(Suite, DateTimeOffset.UtcNow));

    private static LimboFile Suite => LazySuite.Value;

    private static LimboResults Answers => LazyAnswers.Value;

    [Fact]
    public void Every_case_is_answered_as_expected_but_for_the_listed_exceptions()
    {
        var exceptions = Exceptions();

        var wrong = Suite.Cases.Zip(Answers.Results)
            .Where(pair => pair.First.ExpectedResult != pair.Second.ActualResult)
            .Select(pair => $"{pair.Second.Id}: {pair.Second.ActualResult} {pair.Second.Context}")
            .ToArray();

        var unlisted = wrong.Where(line => !exceptions.Contains(line[..line.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.True(!unlisted.Any(), string.Join('\n', unlisted));
        Assert.Equal(exceptions.Count, wrong.Length); // an exception that has become needless goes
    }

    [Fact]
    public void No_case_that_must_fail_succeeds()
    {
        var falseAccepts = Suite.Cases.Zip(Answers.Results)
            .Where(pair => pair.First.ExpectedResult == "FAILURE" && pair.Second.ActualResult == "SUCCESS")
            .Select(pair => pair.Second.Id);

        Assert.Empty(falseAccepts);
    }

    private static HashSet<string> Exceptions() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "limbo-exceptions.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ')[0])];
}
