using System.Diagnostics;

namespace Crosspath.Cli.Tests;

/// <summary>What only a process of its own shows.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_process_reads_standard_input_and_gives_the_exit_code()
    {
        _cli.WithDemo("rollover");
        using var process = _cli.Start("paths - --roots rollover/roots.pem --with rollover --at 1999-01-01");
        process.StandardInput.Write(File.ReadAllText(_cli.PathOf("rollover/leaf.pem")));
        process.StandardInput.Close();

        Assert.StartsWith("www.demo.test    4 paths to 2 anchors, none valid", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_leaves_no_complaint()
    {
        _cli.WithDemo("mesh", "--layers 6 --width 6");
        using var process = _cli.Start($"paths {CommandLine.Leaf("mesh")}");
        process.StandardInput.Close();

        Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();

        Assert.Equal("", process.StandardError.ReadToEnd());
    }

    [Theory]
    [InlineData("paths mesh/leaf.pem --roots mesh/roots.pem --with mesh/intermediates.pem --max-paths 2000000000 --json", true)]
    [InlineData("inspect -", false)]
    public async Task An_interrupt_ends_in_one_line_and_exit_code_3(string arguments, bool speaksFirst)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("sends a POSIX signal");
        _cli.WithDemo("mesh", "--layers 12 --width 8");
        using var process = _cli.Start(arguments);
        // The process handles signals once it reads or writes.
        if (speaksFirst) await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        else FillInput(process);
        var rest = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("crosspath: cancelled\n", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await rest;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, process.ExitCode);
    }

    // Returns when the process has begun to read, since a pipe holds less than this.
    private static void FillInput(Process process)
    {
        process.StandardInput.Write(new string('x', 1 << 18));
        process.StandardInput.Flush();
    }
}
