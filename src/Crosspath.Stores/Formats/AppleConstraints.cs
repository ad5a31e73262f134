using System.Text.Json;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

// Groups of anchors ("system", "platform", "custom", and the same for tests), in each the SHA-256 of a root and the
// policies of Apple's that it is good for. What the policies are called is in SecPolicy.list of Apple's Security
// framework: 1.2.840.113635.100.1.3 is TLS (.1 for servers, .2 for clients), .8 mail, .16 code, .20 time stamps. All
// others are Apple's own uses, for which there is no extended key usage.

/// <summary>Apple's <c>constraints.json</c>.</summary>
internal sealed class AppleConstraints(JsonElement groups, KnownCertificates known, StoreDraft draft)
{
    private static readonly string[] Groups = ["system", "platform"];

    private static readonly Dictionary<string, ObjectIdentifier[]> Policies = new()
    {
        ["1.2.840.113635.100.1.3"] = [Purposes.Server, Purposes.Client],
        ["1.2.840.113635.100.1.3.1"] = [Purposes.Server],
        ["1.2.840.113635.100.1.3.2"] = [Purposes.Client],
        ["1.2.840.113635.100.1.8"] = [Purposes.Email],
        ["1.2.840.113635.100.1.16"] = [Purposes.Code],
        ["1.2.840.113635.100.1.20"] = [Purposes.TimeStamping],
    };

    /// <summary>Whether a document holds such groups.</summary>
    public static bool AreIn(JsonElement document) =>
        Groups.Any(group => document.TryGetProperty(group, out var found) && found.ValueKind == JsonValueKind.Object);

    /// <summary>Adds an entry for each root.</summary>
    public void Describe()
    {
        var purposes = new OrderedDictionary<Fingerprint, SortedSet<ObjectIdentifier>>();
        foreach (var group in Groups)
        {
            if (!groups.TryGetProperty(group, out var roots) || roots.ValueKind != JsonValueKind.Object) continue;
            foreach (var root in roots.EnumerateObject()) Collect(group, root, purposes);
        }
        foreach (var (fingerprint, allowed) in purposes)
        {
            if (known.TryFind(fingerprint, out var certificate)) draft.Carry(certificate);
            draft.Add(new StoreEntry(fingerprint, new AnchorLimits { Purposes = [.. allowed] }), "system");
        }
    }

    private void Collect(
        string group, JsonProperty root, OrderedDictionary<Fingerprint, SortedSet<ObjectIdentifier>> purposes)
    {
        if (!Fingerprint.TryParse(root.Name, out var fingerprint) || root.Value.ValueKind != JsonValueKind.Array)
        {
            draft.Report(group, "an entry that is no SHA-256 with a list of policies");
            return;
        }
        if (!purposes.TryGetValue(fingerprint, out var allowed)) purposes.Add(fingerprint, allowed = []);
        foreach (var policy in root.Value.EnumerateArray())
        {
            if (policy.ValueKind == JsonValueKind.String
                && Policies.TryGetValue(policy.GetString()!.Trim(), out var meant)) allowed.UnionWith(meant);
        }
    }
}
