using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crosspath.Clients;

/// <summary>The clients that are known: the profile files in the assembly, or others.</summary>
public sealed class ProfileCatalogue
{
    // Nobody derives profiles deeper than this; it bounds a cycle of bases.
    private const int MostBases = 8;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private ProfileCatalogue(ImmutableArray<ClientProfile> all) => All = all;

    /// <summary>The profiles that come with Crosspath.</summary>
    public static ProfileCatalogue BuiltIn { get; } = LoadBuiltIn();

    /// <summary>All of them, by name.</summary>
    public ImmutableArray<ClientProfile> All { get; }

    /// <summary>A profile by its client's name; null when there is none.</summary>
    public ClientProfile? Find(string client) => All.FirstOrDefault(profile => profile.Client == client);

    /// <summary>Reads profiles from texts.</summary>
    /// <param name="files">What each is called, and its content.</param>
    /// <param name="catalogue">All of them; null when one is wrong.</param>
    /// <param name="error">File, line and what is wrong; empty when nothing is.</param>
    public static bool TryRead(
        IEnumerable<(string Name, string Text)> files, out ProfileCatalogue? catalogue, out string error)
    {
        ArgumentNullException.ThrowIfNull(files);
        catalogue = null;
        error = "";
        var nodes = new Dictionary<string, (string File, JsonObject Node)>(StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            if (!TryParse(name, text, out var client, out var node, out error)) return false;
            if (!nodes.TryAdd(client, (name, node))) error = $"{name}: there is a client '{client}' already";
            if (error.Length > 0) return false;
        }
        var profiles = new List<ClientProfile>();
        foreach (var (client, (file, _)) in nodes)
        {
            if (!TryResolve(client, nodes, out var whole, out error)) return false;
            if (!TryDeserialize(file, whole, out var profile, out error)) return false;
            profiles.Add(profile!);
        }
        catalogue = new ProfileCatalogue([.. profiles.OrderBy(profile => profile.Client, StringComparer.Ordinal)]);
        return true;
    }

    private static ProfileCatalogue LoadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal));
        var files = names.Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name, reader.ReadToEnd());
        });
        return TryRead(files, out var catalogue, out var error) ? catalogue! : throw new InvalidDataException(error);
    }

    // Read as the record first: only then does an error have its line.
    private static bool TryParse(string file, string text, out string client, out JsonObject node, out string error)
    {
        (client, node, error) = ("", [], "");
        try
        {
            client = JsonSerializer.Deserialize<ClientProfile>(text, Options)?.Client ?? "";
            node = JsonNode.Parse(text, null, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            })?.AsObject() ?? [];
            return true;
        }
        catch (JsonException e)
        {
            error = $"{file}, line {e.LineNumber + 1}: {e.Message}";
            return false;
        }
    }

    private static bool TryResolve(
        string client, Dictionary<string, (string File, JsonObject Node)> nodes, out JsonObject whole, out string error)
    {
        whole = [];
        error = "";
        var line = new Stack<JsonObject>();
        var next = client;
        for (var i = 0; next is not null; i++)
        {
            if (i > MostBases) error = $"{nodes[client].File}: the bases of '{client}' go round in a circle";
            else if (!nodes.TryGetValue(next, out var found))
                error = $"{nodes[client].File}: there is no base '{next}'";
            else
            {
                line.Push(found.Node);
                next = found.Node["base"]?.GetValue<string>();
                continue;
            }
            return false;
        }
        foreach (var node in line) Merge(whole, node);
        // That its base was run says nothing of a client.
        if (!nodes[client].Node.ContainsKey("measured")) whole.Remove("measured");
        return true;
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            if (value is JsonObject below && into[name] is JsonObject own) Merge(own, below);
            else into[name] = value?.DeepClone();
        }
    }

    private static bool TryDeserialize(string file, JsonObject whole, out ClientProfile? profile, out string error)
    {
        (profile, error) = (null, "");
        try
        {
            profile = whole.Deserialize<ClientProfile>(Options);
            return profile is not null;
        }
        catch (JsonException e)
        {
            error = $"{file}: {e.Message}";
            return false;
        }
    }
}
