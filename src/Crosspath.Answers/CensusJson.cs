using System.Globalization;
using System.Text.Json;
using Crosspath.Census.Analysis;

namespace Crosspath.Answers;

/// <summary>A census as JSON.</summary>
internal static class CensusJson
{
    /// <summary>Writes the contract's document.</summary>
    /// <param name="report">The census.</param>
    /// <param name="delta">What the study's rules see differently; null when nobody asked.</param>
    /// <param name="hasGroups">Whether every group is listed.</param>
    /// <param name="output">Flushed at the end.</param>
    public static void Write(
        CensusReport report, IReadOnlyList<GroupDifference>? delta, bool hasGroups, Stream output) =>
        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            WritePopulation(json, report);
            WriteCrossSigns(json, report);
            json.WriteNumber("reissued", report.Reissued);
            WriteCategories(json, report);
            WriteYears(json, report);
            if (delta is not null) WriteDelta(json, delta);
            if (hasGroups) WriteGroups(json, report);
            json.WriteEndObject();
        });

    /// <summary>The name of a classification in JSON.</summary>
    public static string NameOf(Category category) => JsonNamingPolicy.CamelCase.ConvertName(category.ToString());

    private static void WritePopulation(Utf8JsonWriter json, CensusReport report)
    {
        json.WriteNumber("certificates", report.Size.Certificates);
        json.WriteNumber("caCertificates", report.Size.Cas);
        json.WriteNumber("leafCertificates", report.Size.Leaves + report.Size.Precertificates);
        json.WriteNumber("precertificates", report.Size.Precertificates);
        json.WriteNumber("validCertificates", report.ValidCertificates);
        json.WriteNumber("validCaCertificates", report.ValidCas);
        json.WriteString("paths", report.Paths.ToString(CultureInfo.InvariantCulture));
        json.WriteBoolean("exact", report.IsExact);
        json.WriteNumber("longestPath", report.LongestPath);
        json.WriteString("rules", report.Rules == CensusRules.Ccs20 ? "ccs20" : "default");
        if (report.WidestAnchor is { } widest)
        {
            json.WriteStartObject("widestAnchor");
            json.WriteString("certificate", widest.Anchor.Fingerprint.ToString());
            json.WriteString("subject", widest.Anchor.Subject.ToString());
            json.WriteNumber("validCertificates", widest.Certificates);
            json.WriteEndObject();
        }
        if (report.BusiestCa is { } busiest)
        {
            json.WriteStartObject("mostPaths");
            json.WriteString("certificate", busiest.Certificate.Fingerprint.ToString());
            json.WriteString("subject", busiest.Certificate.Subject.ToString());
            json.WriteString("paths", busiest.Paths.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
    }

    private static void WriteCrossSigns(Utf8JsonWriter json, CensusReport report)
    {
        json.WriteStartObject("crossSigns");
        json.WriteNumber("total", report.Groups.Length);
        json.WriteNumber("trusted", report.Trusted.Count());
        json.WriteNumber("root", report.Count(GroupRoles.Root));
        json.WriteNumber("intermediate", report.Count(GroupRoles.Intermediate));
        json.WriteNumber("leaf", report.Count(GroupRoles.Leaf));
        json.WriteNumber("leafMix", report.Count(GroupRoles.LeafMix));
        json.WriteNumber("internal", report.Trusted.Count(group => group.IsInternal));
        json.WriteNumber("external", report.Trusted.Count(group => group.IsExternal));
        json.WriteEndObject();
    }

    private static void WriteCategories(Utf8JsonWriter json, CensusReport report)
    {
        json.WriteStartObject("categories");
        foreach (var category in Enum.GetValues<Category>()) json.WriteNumber(NameOf(category), report.Count(category));
        json.WriteEndObject();
    }

    private static void WriteYears(Utf8JsonWriter json, CensusReport report)
    {
        json.WriteStartArray("years");
        foreach (var year in CensusYear.Of(report.Trusted))
        {
            json.WriteStartObject();
            json.WriteNumber("year", year.Year);
            json.WriteNumber("new", year.New);
            json.WriteNumber("inForce", year.InForce);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDelta(Utf8JsonWriter json, IReadOnlyList<GroupDifference> delta)
    {
        json.WriteStartArray("delta");
        foreach (var difference in delta)
        {
            json.WriteStartObject();
            json.WriteString("subject", difference.Subject.ToString());
            json.WriteString("keyId", difference.KeyId.ToString());
            json.WriteString("ccs20", difference.Study);
            json.WriteString("default", difference.Ours);
            json.WriteStrings("rules", difference.Rules);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter json, CensusReport report)
    {
        json.WriteStartArray("groups");
        foreach (var group in report.Groups) WriteGroup(json, group);
        json.WriteEndArray();
    }

    private static void WriteGroup(Utf8JsonWriter json, CrossSignGroup group)
    {
        json.WriteStartObject();
        json.WriteString("subject", group.Subject.ToString());
        json.WriteString("keyId", group.KeyId.ToString());
        json.WriteStrings("certificates", group.Members.Select(member => member.Certificate.Fingerprint.ToString()));
        json.WriteStrings("issuers", group.IssuerNames);
        json.WriteBoolean("trusted", group.IsTrusted);
        if (group.Purpose is { } purpose) json.WriteString("class", NameOf(purpose));
        else json.WriteNull("class");
        json.WriteStrings("roles", Enum.GetValues<GroupRoles>().Where(role => role != GroupRoles.None && group.Roles.HasFlag(role))
            .Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString())));
        json.WriteStrings("categories", group.Categories.Select(NameOf));
        json.WriteBoolean("internal", group.IsInternal);
        json.WriteBoolean("external", group.IsExternal);
        json.WriteStartArray("subGroups");
        foreach (var set in group.SubGroups)
        {
            json.WriteStartArray();
            foreach (var fingerprint in set) json.WriteStringValue(fingerprint.ToString());
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("evidence");
        foreach (var evidence in group.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("category", NameOf(evidence.Category));
            json.WriteString("text", evidence.Text);
            json.WriteStrings("certificates", evidence.Certificates.Select(certificate => certificate.ToString()));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
