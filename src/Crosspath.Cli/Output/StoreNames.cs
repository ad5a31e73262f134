namespace Crosspath.Cli.Output;

/// <summary>Stores in a line of text: the first few by name, the others by number.</summary>
internal static class StoreNames
{
    private const int MostNamed = 6;

    // The stores that people ask about first; collections of the same lists by others come after them.
    private static readonly string[] First = ["nss", "chrome", "apple", "ms-authroot", "aosp", "java-cacerts", "system"];

    /// <summary>The names.</summary>
    public static string Text(IEnumerable<string> stores)
    {
        var names = stores.Select(TimelineAnswer.NameOf)
            .OrderBy(name => Array.IndexOf(First, name) is var place and >= 0 ? place : First.Length)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => Printable.Text(name))
            .ToArray();
        return names.Length <= MostNamed + 1
            ? string.Join(' ', names)
            : $"{string.Join(' ', names[..MostNamed])} and {names.Length - MostNamed} more";
    }
}
