using System.Globalization;

namespace Crosspath.Stores.Formats;

/// <summary>A message in protocol buffers' text form: fields in order, a repeated one several times.</summary>
internal sealed class ProtoMessage
{
    private readonly List<ProtoField> _fields = [];

    /// <summary>Adds a field.</summary>
    public void Add(ProtoField field) => _fields.Add(field);

    /// <summary>All fields of a name.</summary>
    public IEnumerable<ProtoField> All(string name) => _fields.Where(field => field.Name == name);

    /// <summary>The value of a field: its last one, as protocol buffers have it; null when there is none.</summary>
    public string? Value(string name) => All(name).LastOrDefault(field => field.Message is null)?.Value;

    /// <summary>The value of a field as a number; null when it is none.</summary>
    public long? Number(string name) =>
        long.TryParse(Value(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Names of the fields that are none of these.</summary>
    public IEnumerable<string> Others(params string[] names) =>
        _fields.Select(field => field.Name).Where(name => !names.Contains(name)).Distinct();
}

/// <summary>A field of a message.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Value">Its value; of a string each character is a byte.</param>
/// <param name="Message">Its message, if it is one.</param>
internal sealed record ProtoField(string Name, int Line, string Value, ProtoMessage? Message);
