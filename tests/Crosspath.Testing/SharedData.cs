namespace Crosspath.Testing;

/// <summary>
/// The shared data pack and conformance suites, which lie beside a checkout and are never copied into it. Tests that
/// need them skip where they are missing, but never in CI.
/// </summary>
public static class SharedData
{
    /// <summary>The checkout's root: the folder of <c>Crosspath.slnx</c> above the test binary.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder that holds <c>data</c>, <c>suites</c> and <c>clientlab</c>.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("CROSSPATH_SHARED") ?? Path.Combine(Repository, "..", "shared");

    /// <summary>The path of a file or folder of the pack; skips the calling test when it is not there.</summary>
    public static string PathOf(params string[] parts)
    {
        var path = Path.Combine([Root, .. parts]);
        if (!Path.Exists(path)) Missing($"the shared data '{Path.Combine(parts)}' (set CROSSPATH_SHARED)");
        return path;
    }

    /// <summary>Skips the calling test because something is missing on this machine; fails it in CI.</summary>
    public static void Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"CI lacks {what}.");
        Assert.Skip($"needs {what}");
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Crosspath.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Crosspath.slnx is not above the test binary.");
    }
}
