namespace Crosspath.Fuzz;

/// <summary>One input against one target.</summary>
internal static class FuzzRun
{
    /// <summary>What went wrong, or null.</summary>
    public static string? Try(Action<byte[]> target, byte[] input)
    {
        try
        {
            target(input);
            return null;
        }
        // Whatever it is: that nothing is thrown is the very thing under test.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e.ToString();
        }
    }

    /// <summary>Keeps an input under a name made of its digest.</summary>
    public static void Keep(string? folder, string target, byte[] input)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..16];
        File.WriteAllBytes(Path.Combine(folder, $"{target}-{name}.bin"), input);
    }
}
