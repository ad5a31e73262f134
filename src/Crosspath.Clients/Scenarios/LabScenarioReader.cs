using System.Collections.Immutable;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Clients.Scenarios;

/// <summary>Reads the fields of one scenario.json and the files that it names.</summary>
internal sealed class LabScenarioReader(string folder, JsonElement root)
{
    private readonly Dictionary<string, Certificate> _certificates = [];

    /// <summary>The scenario.</summary>
    /// <exception cref="InvalidDataException">A file that it names holds nothing of use.</exception>
    public LabScenario Read()
    {
        foreach (var certificate in root.GetProperty("certs").EnumerateObject())
            _certificates.Add(certificate.Name, ReadCertificate(certificate.Value.GetProperty("file").GetString()!));
        var request = new ClientRequest(Listed("served"), Listed("roots"), root.GetProperty("date").GetDateTimeOffset())
        {
            Cached = Listed("cached"),
            Host = root.TryGetProperty("hostname", out var host) ? host.GetString() : null,
            Fetchable = Fetchable(),
            RevocationLists = [.. Members("crls").SelectMany(list => ReadRevocationLists(list.Value.GetString()!))],
        };
        if (request.Served.IsEmpty) throw new InvalidDataException("the served list is empty");
        return new LabScenario(
            root.GetProperty("id").GetString()!,
            root.GetProperty("title").GetString()!,
            request,
            _certificates.ToLookup(entry => entry.Value.Fingerprint, entry => entry.Key)
                .ToImmutableDictionary(entry => entry.Key, entry => entry.First()));
    }

    private ImmutableArray<Certificate> Listed(string field) => root.TryGetProperty(field, out var labels)
        ? [.. labels.EnumerateArray().Select(label => Named(label.GetString()!))]
        : [];

    private JsonProperty[] Members(string field) =>
        root.TryGetProperty(field, out var members) ? [.. members.EnumerateObject()] : [];

    // A location that leads nowhere is a scenario, too; so is a list that is not there.
    private ImmutableDictionary<string, ImmutableArray<Certificate>> Fetchable() => Members("aia")
        .Where(location => _certificates.ContainsKey(location.Value.GetString()!))
        .ToImmutableDictionary(
            location => location.Name,
            location => ImmutableArray.Create(Named(location.Value.GetString()!)));

    private Certificate Named(string label) => _certificates.TryGetValue(label, out var certificate)
        ? certificate
        : throw new InvalidDataException($"there is no certificate '{label}'");

    private Certificate ReadCertificate(string file) =>
        CertificateFiles.ReadCertificates(Inside(file)) is [var first, ..]
            ? first
            : throw new InvalidDataException($"{file} holds no certificate");

    private IEnumerable<RevocationList> ReadRevocationLists(string file)
    {
        foreach (var found in CertificateFiles.Read(Inside(file)).OfType<InputItem.FoundCrl>())
        {
            if (RevocationList.TryRead(found.Der, out var list, out _)) yield return list;
        }
    }

    // A scenario names files beside it, and no others.
    private string Inside(string file)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"{file} lies outside of the scenario's folder");
    }
}
