using System.Collections.Immutable;
using Crosspath.Authority.CrossSigning;

namespace Crosspath.Federations;

/// <summary>That one domain signs another's root: members of <paramref name="From"/> then trust
/// <paramref name="To"/>, within the constraints.</summary>
/// <param name="Name">As files and records call it.</param>
/// <param name="From">Who signs, and so trusts.</param>
/// <param name="To">Who is signed, and so trusted.</param>
public sealed record Agreement(string Name, string From, string To)
{
    /// <summary>Whether the other way holds, too.</summary>
    public bool IsMutual { get; init; }

    /// <summary>The usual shape.</summary>
    public CrossSignTemplate Template { get; init; } = CrossSignTemplate.Find("partition")!;

    /// <summary>What is asked for beside the template, both ways.</summary>
    public CrossSignConstraints Constraints { get; init; } = new();

    /// <summary>What is different on the way back.</summary>
    public CrossSignConstraints Back { get; init; } = new();

    /// <summary>How many days before its end a certificate is renewed.</summary>
    public int RenewBeforeDays { get; init; } = 30;

    /// <summary>Whether the subject has to prove, by a request, that it holds its key.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>Rules that may be broken, and why.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>Who signs whom under it.</summary>
    public IEnumerable<(string From, string To, CrossSignConstraints Constraints)> Ways
    {
        get
        {
            yield return (From, To, Constraints);
            if (IsMutual) yield return (To, From, Back.Over(Turned(Constraints)));
        }
    }

    // What is my policy mapped to yours is on the way back yours mapped to mine.
    private static CrossSignConstraints Turned(CrossSignConstraints constraints) =>
        constraints.Mappings is not { IsEmpty: false } mappings ? constraints : constraints with
        {
            Mappings = [.. mappings.Select(mapping => (mapping.Subject, mapping.Issuer))],
            Policies = [.. mappings.Select(mapping => mapping.Subject).Distinct()],
        };
}
