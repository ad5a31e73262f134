using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Crosspath.Cli.Inputs;

/// <summary>The fields of a YAML mapping, each problem told with file and line.</summary>
internal sealed class YamlFields
{
    // Files that people write. The reader behind it recurses, so depth is bounded before it reads.
    private const int LargestFile = 1 << 18;
    private const int Deepest = 16;

    private readonly string _path;
    private readonly YamlMappingNode _node;
    private readonly Dictionary<string, YamlNode> _fields = [];

    private YamlFields(string path, YamlMappingNode node)
    {
        (_path, _node) = (path, node);
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name }) throw At(key, "a field's name is a word");
            _fields[name] = value;
        }
    }

    /// <summary>The one document of a file.</summary>
    /// <exception cref="UsageException">The file cannot be read, or is no mapping.</exception>
    public static YamlFields OfFile(string path)
    {
        var text = Load(path);
        try
        {
            CheckDepth(path, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents switch
            {
                [{ RootNode: YamlMappingNode root }] => new YamlFields(path, root),
                [] => new YamlFields(path, []),
                _ => throw new UsageException($"{path}:1: one document with fields is wanted"),
            };
        }
        catch (YamlException e)
        {
            throw new UsageException($"{path}:{e.Start.Line}: {e.Message.Split(": ").Last()}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"{path}: is no well-formed YAML"); // the parser loses its way in some brackets
        }
    }

    /// <summary>The names of the fields, in order.</summary>
    public IEnumerable<string> Names => _node.Children.Keys.Cast<YamlScalarNode>().Select(key => key.Value!);

    /// <summary>The line on which the fields begin.</summary>
    public int Line => (int)_node.Start.Line;

    /// <summary>Whether a field is there.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>Refuses every other field.</summary>
    public void AllowOnly(params string[] names)
    {
        foreach (var key in _node.Children.Keys.Cast<YamlScalarNode>())
        {
            if (names.Contains(key.Value)) continue;
            throw At(key, NearWord.Of(key.Value!, names) is { } near
                ? $"there is no field '{key.Value}'; did you mean '{near}'?"
                : $"there is no field '{key.Value}'; known are {string.Join(", ", names)}");
        }
    }

    /// <summary>Whether a field says yes; false when it is not there.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null or "false" or "no" => false,
        "true" or "yes" => true,
        var other => throw Problem(name, $"'{other}' is neither true nor false"),
    };

    /// <summary>A field's text; null when it is not there.</summary>
    public string? Text(string name) => _fields.TryGetValue(name, out var node) ? Scalar(node, name) : null;

    /// <summary>A whole number; null when it is not there.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw Problem(name, $"'{text}' is no whole number from {least} to {most}");
    }

    /// <summary>A list of texts, or one alone; null when it is not there.</summary>
    /// <param name="name">The field.</param>
    /// <param name="read">Reads one, or throws what the second argument makes of a message.</param>
    public ImmutableArray<T>? Texts<T>(string name, Func<string, Func<string, UsageException>, T> read)
    {
        if (!_fields.TryGetValue(name, out var node)) return null;
        var items = node is YamlSequenceNode list ? list.Children : [node];
        return [.. items.Select(item => read(Scalar(item, name), message => At(item, message)))];
    }

    /// <summary>A mapping; null when it is not there.</summary>
    public YamlFields? Mapping(string name) => _fields.TryGetValue(name, out var node) ? Mapping(node, name) : null;

    /// <summary>A list of mappings; null when it is not there.</summary>
    public ImmutableArray<T>? Mappings<T>(string name, Func<YamlFields, T> read)
    {
        if (!_fields.TryGetValue(name, out var node)) return null;
        if (node is not YamlSequenceNode list) throw At(node, $"{name} is a list");
        return [.. list.Children.Select(item => read(Mapping(item, name)))];
    }

    /// <summary>What is wrong with a field, or with them all.</summary>
    public UsageException Problem(string? name, string message) =>
        At(name is not null && _fields.TryGetValue(name, out var node) ? node : _node, message);

    private YamlFields Mapping(YamlNode node, string name) =>
        node is YamlMappingNode mapping
            ? new YamlFields(_path, mapping)
            : throw At(node, $"{name} has fields of its own");

    private string Scalar(YamlNode node, string name) =>
        node is YamlScalarNode { Value: { } text }
            ? text
            : throw At(node, $"{name} is a word or a number, or a list of them");

    private UsageException At(YamlNode node, string message) => new($"{_path}:{node.Start.Line}: {message}");

    private static string Load(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                throw new UsageException($"{path}: is too large for a file that people write");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{path}: the file does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    private static void CheckDepth(string path, string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > Deepest) throw new UsageException($"{path}:{parser.Current.Start.Line}: is nested too deeply");
            if (parser.Current is AnchorAlias)
                throw new UsageException($"{path}:{parser.Current.Start.Line}: aliases are not used here");
        }
    }
}
