using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crosspath.Testing;

namespace Crosspath.Clients.Tests;

/// <summary>Profiles are data: complete, founded, and refused with file and line when they are wrong.</summary>
public sealed partial class ProfileTests
{
    private static readonly string[] Descriptions = ["client", "title", "base", "versions", "measured", "evidence"];

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order()];

    private static string Folder => Path.Combine(SharedData.Repository, "src", "Crosspath.Clients", "Profiles");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_rule_names_its_evidence(string file)
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

        var rules = Rules(profile, "").Order();

        var evidence = profile["evidence"]!.AsObject();
        Assert.Equal(rules, evidence.Select(entry => entry.Key).Order());
        Assert.All(evidence, entry => Assert.NotEmpty(entry.Value!.AsArray()));
        Assert.Equal(file, $"{profile["client"]}.json");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scenarios_that_are_named_as_evidence_exist(string file)
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

        var named = profile["evidence"]!.AsObject().SelectMany(entry => entry.Value!.AsArray())
            .Select(source => source!.GetValue<string>()).Where(source => ScenarioId().IsMatch(source));

        Assert.All(named, id => Assert.Contains(id, Lab.Scenarios));
    }

    [Theory]
    [InlineData("""{ "client": "x", "title": "t", "versions": "1", "stratgy": "walk" }""", "x.json, line 1")]
    [InlineData("{ \"client\": \"x\",\n \"title\": \"t\", \"versions\": \"1\",\n \"strategy\": \"fly\" }", "x.json, line 3")]
    [InlineData("{", "x.json, line 1")]
    [InlineData("""{ "client": "x", "title": "t", "versions": "1", "base": "y" }""", "there is no base 'y'")]
    [InlineData("""{ "client": "x", "title": "t", "versions": "1", "base": "x" }""", "go round in a circle")]
    public void A_wrong_profile_is_refused_with_file_and_line(string text, string expected)
    {
        Assert.False(ProfileCatalogue.TryRead([("x.json", text)], out _, out var error));

        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_profiles_of_one_client_are_refused()
    {
        const string Text = """{ "client": "x", "title": "t", "versions": "1" }""";

        Assert.False(ProfileCatalogue.TryRead([("a.json", Text), ("b.json", Text)], out _, out var error));

        Assert.Equal("b.json: there is a client 'x' already", error);
    }

    [Fact]
    public void A_profile_takes_from_its_base_what_it_does_not_set()
    {
        var partial = ProfileCatalogue.BuiltIn.Find("openssl-partial")!;

        Assert.Equal(Tries.Best, partial.Walk.Tries);
        Assert.False(partial.Anchor.SelfSignedOnly);
    }

    [Fact]
    public void A_profile_is_measured_only_by_its_own_word()
    {
        Assert.Null(ProfileCatalogue.BuiltIn.Find("firefox-builtin")!.Measured);
        Assert.NotNull(ProfileCatalogue.BuiltIn.Find("firefox")!.Measured);
    }

    private static IEnumerable<string> Rules(JsonObject node, string path)
    {
        foreach (var (name, value) in node)
        {
            if (path.Length == 0 && Descriptions.Contains(name)) continue;
            var rule = path.Length == 0 ? name : $"{path}.{name}";
            if (value is JsonObject below) foreach (var inner in Rules(below, rule)) yield return inner;
            else yield return rule;
        }
    }

    [GeneratedRegex(@"^s\d+$")]
    private static partial Regex ScenarioId();
}
