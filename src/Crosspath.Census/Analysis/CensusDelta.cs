using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Census.Analysis;

/// <summary>A group that two sets of rules see differently.</summary>
/// <param name="Subject">The name.</param>
/// <param name="KeyId">SHA-256 of the subject public key info.</param>
/// <param name="Study">What the study's rules make of it; null when it is no cross-sign to them.</param>
/// <param name="Ours">What this project's rules make of it; null when it is no cross-sign to them.</param>
/// <param name="Rules">The rules of which each alone, mended in the study's, changes its class; empty when it takes several
/// together.</param>
public sealed record GroupDifference(
    Name Subject, Fingerprint KeyId, string? Study, string? Ours, ImmutableArray<string> Rules);

/// <summary>What changes between the study's rules and this project's, and which rule does it.</summary>
public static class CensusDelta
{
    /// <summary>Takes the census under both, and under the study's with one rule mended at a time.</summary>
    public static ImmutableArray<GroupDifference> Of(
        Corpora.ICorpus corpus, CensusQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        Dictionary<(Fingerprint, ShortDigest), CrossSignGroup> Take(CensusRules rules) =>
            CensusRun.GroupsOf(corpus, question with { Rules = rules }, cancellation)
                .GroupBy(group => (group.KeyId, ShortDigest.Of(group.Subject)))
                .ToDictionary(same => same.Key, same => same.First());

        var (study, ours) = (Take(CensusRules.Ccs20), Take(CensusRules.Default));
        var mended = CensusRules.Ccs20WithOneMended.Select(one => (one.Rule, Groups: Take(one.Rules))).ToArray();
        var differences = new List<GroupDifference>();
        foreach (var key in study.Keys.Union(ours.Keys))
        {
            var (then, now) = (Describe(study.GetValueOrDefault(key)), Describe(ours.GetValueOrDefault(key)));
            if (then == now) continue;
            var any = (ours.GetValueOrDefault(key) ?? study[key])!;
            differences.Add(new GroupDifference(
                any.Subject, any.KeyId, then, now,
                [.. mended.Where(one => Describe(one.Groups.GetValueOrDefault(key)) != then).Select(one => one.Rule)]));
        }
        return [.. differences.OrderBy(difference => difference.KeyId).ThenBy(difference => difference.Subject.ToString(), StringComparer.Ordinal)];
    }

    private static string? Describe(CrossSignGroup? group) =>
        group is null ? null
        : !group.IsTrusted ? "not trusted"
        : $"{group.Roles}: {group.Purpose}{(group.IsInternal ? ", internal" : "")}{(group.IsExternal ? ", external" : "")}";
}
