using System.Text;

namespace Crosspath.Cli.Inputs;

/// <summary>A password from a file, the environment or a prompt; never from an argument, which every process on the
/// machine can read.</summary>
internal static class Password
{
    /// <summary>What a file or a variable says; null when neither is named.</summary>
    /// <exception cref="UsageException">The file cannot be read, or the variable is not set.</exception>
    public static string? Given(string? file, string? variable)
    {
        if (file is not null && variable is not null)
            throw new UsageException("--password-file and --password-env: one of them is enough");
        if (variable is not null)
            return Environment.GetEnvironmentVariable(variable)
                ?? throw new UsageException($"--password-env: there is no variable {variable}");
        if (file is null) return null;
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--password-file: {file}: {e.Message}");
        }
    }

    /// <summary>Asks, where somebody can answer.</summary>
    /// <exception cref="UsageException">Nobody can.</exception>
    public static string Ask(string what)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            throw new UsageException($"{what}: is encrypted; give its password by --password-file or --password-env");
        Console.Error.Write($"password for {what}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
