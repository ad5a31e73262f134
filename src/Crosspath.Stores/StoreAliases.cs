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

    // Whose program a store is: catalogues keep several collections of the same stores, by who collected them.
    private static readonly (string Part, string Program)[] Programs =
    [
        ("nss", "nss"), ("mozilla", "nss"), ("authroot", "ms-authroot"), ("microsoft", "ms-authroot"), ("windows", "ms-authroot"),
        ("chrome", "chrome"), ("apple", "apple"), ("ios", "apple"), ("osx", "apple"), ("macos", "apple"),
    ];

    /// <summary>Whether a store is one of a program's, whoever collected it: <c>obs:mozilla_nss</c> is one of <c>nss</c>.
    /// </summary>
    /// <param name="store">A store's name.</param>
    /// <param name="program">As blocklists name who honours them.</param>
    public static bool IsOf(string store, string program)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store == program) return true;
        var own = store[(store.LastIndexOf(':') + 1)..];
        return own == "ms" ? program == "ms-authroot"
            : Programs.Any(known => known.Program == program && own.Contains(known.Part, StringComparison.Ordinal));
    }

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
