using System.Collections.Immutable;
using System.Text.Json;
using Crosspath.X509;

namespace Crosspath.Clients.Scenarios;

/// <summary>A scenario of the client lab: a <c>scenario.json</c> with its certificates beside it.</summary>
/// <param name="Id">Such as s02.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Request">What the clients are confronted with.</param>
/// <param name="Labels">What the scenario calls its certificates.</param>
public sealed record LabScenario(
    string Id, string Title, ClientRequest Request, ImmutableDictionary<Fingerprint, string> Labels)
{
    /// <summary>Reads a scenario.</summary>
    /// <param name="path">Its scenario.json.</param>
    /// <param name="scenario">Null when it cannot be used.</param>
    /// <param name="error">File and what is wrong with it; empty when nothing is.</param>
    public static bool TryRead(string path, out LabScenario? scenario, out string error)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        scenario = null;
        error = "";
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            scenario = new LabScenarioReader(folder, document.RootElement).Read();
            return true;
        }
        catch (JsonException e)
        {
            error = $"{path}, line {e.LineNumber + 1}: this is no JSON";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error = $"{path}: the file does not exist";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            error = $"{path}: {e.Message}";
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            error = $"{path}: this is no scenario: a field is missing or of another kind";
        }
        return false;
    }
}
