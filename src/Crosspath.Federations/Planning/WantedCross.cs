using System.Collections.Immutable;
using Crosspath.Authority.CrossSigning;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>A cross-certificate that there ought to be.</summary>
/// <param name="Name">Its file's name, but for the number.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Issuer">Who signs.</param>
/// <param name="To">The domain that is signed; the issuer's own in a rollover.</param>
/// <param name="Subject">The certificate of the CA that is signed.</param>
public sealed record WantedCross(
    string Name, string Agreement, DomainIssuer Issuer, string To, Certificate Subject)
{
    /// <summary>The usual shape.</summary>
    public required CrossSignTemplate Template { get; init; }

    /// <summary>What is asked for beside it.</summary>
    public required CrossSignConstraints Constraints { get; init; }

    /// <summary>The subject's request; null where its certificate is enough.</summary>
    public SubjectSource? Request { get; init; }

    /// <summary>Whether it must have one.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>How many days before its end it is renewed.</summary>
    public int RenewBeforeDays { get; init; } = 30;

    /// <summary>Rules that may be broken, and why.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>The wish in the form in which it is planned.</summary>
    /// <param name="now">The moment of signing.</param>
    /// <param name="siblings">Certificates at hand for the rules.</param>
    /// <param name="problem">Why there is none.</param>
    internal CrossSignRequest? ToRequest(DateTimeOffset now, IEnumerable<Certificate> siblings, out string? problem)
    {
        var source = NeedsProof ? Request : null;
        problem = null;
        if (source is null && !SubjectSource.TryTake(Subject, out source, out problem)) return null;
        return new CrossSignRequest
        {
            Subject = source!,
            Issuer = Issuer.Root,
            Now = now,
            Template = Template,
            Constraints = Constraints,
            Siblings = [.. siblings],
            RevocationLists = Issuer.List is { } list ? [list] : [],
            Waivers = Waivers,
        };
    }
}
