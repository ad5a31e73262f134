namespace Crosspath.Bench;

/// <summary>The shared data pack, which lies beside a checkout, as for the tests.</summary>
internal static class SharedFiles
{
    /// <summary>Every real CA certificate, by the thousand.</summary>
    public static string Authorities => PathOf("data", "certificates", "ca.pem.gz");

    private static string PathOf(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("CROSSPATH_SHARED") ?? Path.Combine(Repository(), "..", "shared");
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"Set CROSSPATH_SHARED to the data pack: there is no {path}.");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Crosspath.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Crosspath.slnx is not above the program.");
    }
}
