using System.Collections.Immutable;
using Crosspath.Authority.Linting.Rules;

namespace Crosspath.Authority.CrossSigning;

/// <summary>A usual shape of cross-certificates: what it allows unless told otherwise, and the rules that it must
/// keep.</summary>
/// <param name="Name">As <c>--template</c> takes it.</param>
/// <param name="Summary">For whom.</param>
/// <param name="Packs">Names of the packs by which it is judged.</param>
/// <param name="Constraints">What it allows.</param>
public sealed record CrossSignTemplate(
    string Name, string Summary, ImmutableArray<string> Packs, CrossSignConstraints Constraints)
{
    /// <summary>An existing cross-certificate of the same issuer, issued again: everything stays that is not set
    /// otherwise.</summary>
    public static CrossSignTemplate Reissue { get; } = new(
        "reissue", "an existing cross-sign of the same issuer again: all stays that is not set otherwise", ["rfc5280"],
        new CrossSignConstraints());

    /// <summary>All templates.</summary>
    public static ImmutableArray<CrossSignTemplate> All { get; } =
    [
        // BR 7.1.2.2, CCADB 6.3, Chrome 1.3.2; three years are Chrome's advice (1.3.1.3).
        new("webpki", "a cross-certified subordinate CA of the web PKI, for TLS servers alone",
            ["rfc5280", "br", "ccadb", "chrome", "mozilla"], new CrossSignConstraints
            {
                Days = 3 * 365,
                Purposes = [Purposes.Server],
                Policies = ["2.23.140.1.2.1"],
            }),
        // Trust by policies: an explicit one at once, no anyPolicy, and nothing mapped further on.
        new("bridge", "a bridge or its member: trust goes through policies, and --constraints names them",
            ["rfc5280", "bridge"], new CrossSignConstraints
            {
                Days = 3 * 365,
                RequireExplicitPolicy = 0,
                InhibitAnyPolicy = 0,
                PathLength = 2,
            }),
        // The other side's root and its issuing CAs, but nobody whom they cross-sign in their turn.
        new("partition", "one half of a pair of PKIs that trust each other's servers and clients",
            ["rfc5280", "private"], new CrossSignConstraints
            {
                Days = 2 * 365,
                PathLength = 1,
                Purposes = [Purposes.Server, Purposes.Client],
            }),
        new("private", "between private PKIs, bounded by --constraints", ["rfc5280", "private"],
            new CrossSignConstraints { Days = 3 * 365 }),
        Reissue,
    ];

    /// <summary>The template of a name; null when there is none.</summary>
    public static CrossSignTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);
}
