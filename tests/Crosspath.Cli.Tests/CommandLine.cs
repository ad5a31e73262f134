using System.Diagnostics;
using System.Text;
using System.Text.Json;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // runs in the process share its current folder

namespace Crosspath.Cli.Tests;

/// <summary>Runs commands in a folder of its own: in this process, or as a process of their own as users do.</summary>
public sealed class CommandLine : IDisposable
{
    // The test project references the tool, so it lies beside the test binary.
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "crosspath.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-cli-");

    // Nobody's own catalogue of stores has a say in a test.
    static CommandLine() => Environment.SetEnvironmentVariable(
        "XDG_DATA_HOME", Path.Combine(Path.GetTempPath(), "crosspath-cli-no-catalog"));

    /// <summary>What a command printed, and how it ended.</summary>
    public sealed record Result(int ExitCode, string Output, string Error)
    {
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        public JsonElement Json
        {
            get
            {
                using var document = JsonDocument.Parse(Output);
                return document.RootElement.Clone();
            }
        }
    }

    /// <summary>Where a file of the folder is.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file into the folder.</summary>
    public string File(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        System.IO.File.WriteAllBytes(PathOf(name), content);
        return name;
    }

    /// <summary>Runs a command in this process; words are split at spaces.</summary>
    public Result Run(string arguments, byte[]? input = null)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal { Input = new MemoryStream(input ?? []), Output = output, Error = error };
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = _folder.FullName;
        try
        {
            var exitCode = CommandRun.Invoke(Words(arguments), terminal).GetAwaiter().GetResult();
            return new Result(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    /// <summary>Starts a command as a process of its own.</summary>
    public Process Start(string arguments) => Process.Start(new ProcessStartInfo("dotnet", [Tool, .. Words(arguments)])
    {
        WorkingDirectory = _folder.FullName,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Makes a demo in the folder of its kind's name.</summary>
    public CommandLine WithDemo(string kind, string options = "")
    {
        var made = Run($"demo {kind} --out {kind} {options}");
        Assert.True(made.ExitCode == 0, made.Error);
        return this;
    }

    /// <summary>The arguments that ask for a demo's leaf.</summary>
    public static string Leaf(string kind) =>
        $"{kind}/leaf.pem --roots {kind}/roots.pem --with {kind}/intermediates.pem";

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Words(string arguments) => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
