using Crosspath.Testing;

namespace Crosspath.Clients.Tests;

/// <summary>The table of clients in the documentation is made of the profiles.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_table_of_clients_is_what_the_profiles_say()
    {
        var file = Path.Combine(SharedData.Repository, "docs", "clients.md");
        var written = File.ReadAllLines(file).Where(line => line.StartsWith("| `", StringComparison.Ordinal)
            && line.Split('|').Length == 8);

        var table = ProfileCatalogue.BuiltIn.All.Select(Row).ToList();

        if (!table.SequenceEqual(written)) File.WriteAllLines(Path.ChangeExtension(file, ".received"), table);
        Assert.Equal(table, written);
    }

    private static string Row(ClientProfile profile) =>
        $"| `{profile.Client}` | {profile.Title}; {profile.Versions} | {profile.Measured ?? "not measured"} "
        + $"| {How(profile)} | {Places(profile)} | {profile.Base} |";

    private static string How(ClientProfile profile) => profile.Strategy switch
    {
        Strategy.ServedOrder => "the served list as it is",
        Strategy.ServedOrderElseWalk => "a list in order as it is, else tries every issuer",
        Strategy.SortedList => "sorts the served list",
        Strategy.Admission => "admits served CAs from the last",
        Strategy.Enumeration => "lists all paths, judges one",
        _ => profile.Walk.Tries == Tries.All ? "tries every issuer" : "takes the best issuer",
    };

    private static string Places(ClientProfile profile) => string.Join(", then ", profile.Walk.Sources.Select(group =>
        string.Join("+", group.Select(source => source.ToString().ToLowerInvariant()))));
}
