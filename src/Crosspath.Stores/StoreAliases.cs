namespace Crosspath.Stores;

/// <summary>Names that people use for stores, beside those under which a catalogue keeps them.</summary>
public static class StoreAliases
{
    private static readonly (string Alias, string Store)[] All =
    [
        ("mozilla", "nss"), ("firefox", "nss"),
        ("microsoft", "ms-authroot"), ("windows", "ms-authroot"),
        ("android", "aosp"),
        ("java", "java-cacerts"), ("oracle", "java-cacerts"),
        ("chrome", "rootstores:chrome"),
        ("ios", "apple"), ("macos", "apple"),
    ];

    /// <summary>The store that a name means: one of that name, or that of which it is an alias; null when none is there.
    /// </summary>
    /// <param name="name">As a user writes it.</param>
    /// <param name="stores">The names of the stores that are there.</param>
    public static string? Resolve(string name, IReadOnlyCollection<string> stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        if (stores.Contains(name)) return name;
        return All.Where(known => known.Alias.Equals(name, StringComparison.OrdinalIgnoreCase) && stores.Contains(known.Store))
            .Select(known => known.Store)
            .FirstOrDefault();
    }
}
