using System.Collections.Immutable;
using System.Numerics;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>A change, with the times before and after it.</summary>
internal sealed record WhatIfQuestion(Scenario Scenario, DateTimeOffset Before, DateTimeOffset After)
{
    /// <summary>Certificates that are there after the change only.</summary>
    public required ImmutableHashSet<Fingerprint> Added { get; init; }
}

/// <summary>What a change does to one target.</summary>
internal sealed record WhatIfAnswer(
    Certificate Target, WhatIfQuestion Question, BigInteger ValidBefore, BigInteger ValidAfter,
    IReadOnlyList<JudgedPath> Lost, IReadOnlyList<JudgedPath> Gained, IReadOnlyList<JudgedPath> Surviving, bool IsTruncated)
{
    public bool LosesLastPath => ValidBefore > 0 && ValidAfter.IsZero;
}

/// <summary>Asks what a change does, of one target after the other.</summary>
internal sealed class WhatIfAsking
{
    private readonly TrustInput _input;
    private readonly WhatIfQuestion _question;
    private readonly TrustPaths _before;
    private readonly TrustPaths _after;

    public WhatIfAsking(TrustInput input, WhatIfQuestion question)
    {
        (_input, _question) = (input, question);
        // What is added is as good as blocked before.
        var added = question.Added.Select(fingerprint => new Distrust(fingerprint, null, "is not there yet"));
        _before = Paths(input.History, question.Before, added);
        _after = Paths(question.Scenario.Apply(input.Graph, input.History), question.After, []);
    }

    public WhatIfAnswer Ask(Certificate target, CancellationToken cancellation)
    {
        var (before, wasCut) = Valid(_before, target, _question.Before, cancellation);
        var (after, isCut) = Valid(_after, target, _question.After, cancellation);
        var keysBefore = before.Select(KeyOf).ToHashSet();
        var keysAfter = after.Select(KeyOf).ToHashSet();
        return new WhatIfAnswer(
            target, _question,
            Count(_before, target, _question.Before, cancellation), Count(_after, target, _question.After, cancellation),
            [.. before.Where(path => !keysAfter.Contains(KeyOf(path)))],
            [.. after.Where(path => !keysBefore.Contains(KeyOf(path)))],
            [.. after.Where(path => keysBefore.Contains(KeyOf(path)))],
            wasCut || isCut);
    }

    private TrustPaths Paths(TrustHistory history, DateTimeOffset at, IEnumerable<Distrust> more) =>
        new(_input.Graph, history.AnchorsAt(at), history.DistrustsAt(at).Concat(more));

    private static string KeyOf(JudgedPath path) => string.Join(' ', path.Path.Certificates.Select(certificate => certificate.Fingerprint));

    private (List<JudgedPath>, bool) Valid(TrustPaths paths, Certificate target, DateTimeOffset at, CancellationToken cancellation)
    {
        var listing = paths.Find(Query(target, at) with { Budget = new SearchBudget { MaxPaths = 1_000 } }, cancellation);
        var valid = listing.TakeWhile(path => path.IsValid).ToList();
        return (valid, listing.Exhausted is not null);
    }

    private BigInteger Count(TrustPaths paths, Certificate target, DateTimeOffset at, CancellationToken cancellation) =>
        paths.Count(Query(target, at), cancellation).ValidPaths;

    private PathQuery Query(Certificate target, DateTimeOffset at) =>
        new(target, at) { Purpose = _input.Purpose, AnchorChecks = _input.AnchorChecks };
}
