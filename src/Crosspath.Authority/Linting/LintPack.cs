using System.Collections.Immutable;
using Crosspath.Authority.Linting.Rules;

namespace Crosspath.Authority.Linting;

/// <summary>The rules of one document, or of those who issue under it.</summary>
/// <param name="Name">As <c>--rules</c> takes it.</param>
/// <param name="Title">Whose rules they are.</param>
/// <param name="Rules">In the order of the document.</param>
public sealed record LintPack(string Name, string Title, ImmutableArray<LintRule> Rules)
{
    /// <summary>All packs.</summary>
    public static ImmutableArray<LintPack> All { get; } =
    [
        new("rfc5280", "RFC 5280: what every certificate must keep", Rfc5280Rules.All),
        new("br", "CA/Browser Forum Baseline Requirements for TLS server certificates",
            [.. BaselineRules.All, .. BaselineCrossRules.All]),
        new("ccadb", "Common CA Database policy", CcadbRules.All),
        new("chrome", "Chrome Root Program policy", ChromeRules.All),
        new("mozilla", "Mozilla Root Store policy", MozillaRules.All),
        new("bridge", "Cross-certificates of bridges, after the US Federal PKI", BridgeRules.All),
        new("private", "Good practice for cross-signs between private PKIs", PrivateRules.All),
    ];

    /// <summary>The pack of a name; null when there is none.</summary>
    public static LintPack? Find(string name) => All.FirstOrDefault(pack => pack.Name == name);
}
