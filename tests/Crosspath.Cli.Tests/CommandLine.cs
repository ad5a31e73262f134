using System.Diagnostics;
using System.Text.Json;

namespace Crosspath.Cli.Tests;

/// <summary>Runs the real command, as its users do, in a folder of its own.</summary>
public sealed class CommandLine : IDisposable
{
    // The test project references the tool, so it lies beside the test binary.
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "crosspath.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crosspath-cli-");

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
        System.IO.File.WriteAllBytes(PathOf(name), content);
        return name;
    }

    /// <summary>Runs a command; words are split at spaces.</summary>
    public Result Run(string arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

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
}
