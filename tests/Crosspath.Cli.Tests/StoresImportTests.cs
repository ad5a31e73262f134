using System.Text.Json;
using Crosspath.Testing;

namespace Crosspath.Cli.Tests;

/// <summary><c>stores import</c> of the whole shared history, undisturbed and killed.</summary>
public sealed class StoresImportTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_whole_history_goes_in_at_once_and_a_second_time_changes_nothing()
    {
        var first = _cli.Run(Import);
        var shown = _cli.Run("stores show nss@2021-09-30 --catalog cat --json").Output;
        var again = _cli.Run(Import);

        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Contains("new: 0;", again.Output, StringComparison.Ordinal);
        Assert.Equal(shown, _cli.Run("stores show nss@2021-09-30 --catalog cat --json").Output);
        // Some rows contradict themselves or others, as the data pack's MANIFEST.md says: left out, and said to be.
        var strict = _cli.Run(Import + " --strict");
        Assert.Equal(2, strict.ExitCode);
        Assert.Contains("line 588: xs:android android_2.3_r1 ends on 2010-10-26, the day on which it begins", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_whole_stores_and_goes_on()
    {
        var sizes = Sizes(_cli.Run(Import + "-whole") is { ExitCode: 0 } ? "cat-whole" : throw new InvalidOperationException("no import"));
        foreach (var delay in new[] { 120, 200, 260, 320, 380, 440, 520, 700 })
        {
            using (var process = _cli.Start(Import))
            {
                await Task.Delay(delay, TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Assert.All(Sizes("cat"), store => Assert.Equal(sizes[store.Key], store.Value));
        }

        Assert.Equal(0, _cli.Run(Import).ExitCode);
        Assert.Equal(sizes, Sizes("cat"));
    }

    private static string Import =>
        $"stores import {SharedData.PathOf("data", "stores", "stores.jsonl.gz")} --certificates {SharedData.PathOf("data", "certificates", "ca.pem.gz")} --catalog cat";

    private Dictionary<string, int> Sizes(string catalog)
    {
        var result = _cli.Run($"stores list --catalog {catalog} --json");
        Assert.Equal(0, result.ExitCode);
        using var stores = JsonDocument.Parse(result.Output);
        return stores.RootElement.EnumerateArray().ToDictionary(
            store => store.GetProperty("store").GetString()!, store => store.GetProperty("versions").GetArrayLength());
    }
}
