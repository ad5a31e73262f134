using System.Globalization;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

/// <summary>The path that a store's trust in a certificate ended with.</summary>
/// <param name="Store">The store.</param>
/// <param name="At">The last instant at which the path was valid.</param>
/// <param name="Path">The path; of several that ended together the first.</param>
/// <param name="Cause">What ended it, in words.</param>
public sealed record LastPath(string Store, DateTimeOffset At, TrustPath Path, string Cause)
{
    /// <summary>Finds the last path of one store; null when the certificate never had one there.</summary>
    /// <param name="timelines">What the timeline was asked of.</param>
    /// <param name="target">The certificate.</param>
    /// <param name="store">The store's part of its timeline.</param>
    public static LastPath? Of(TrustTimelines timelines, Certificate target, StoreTimeline store)
    {
        ArgumentNullException.ThrowIfNull(timelines);
        ArgumentNullException.ThrowIfNull(store);
        var question = timelines.Question;
        if (store.Last is not { } at) return null;
        var history = timelines.History.Only(store.Store);
        var anchors = history.AnchorsAt(at).Where(anchor => timelines.Graph.TryFind(anchor.Certificate.Fingerprint, out _));
        var paths = new TrustPaths(timelines.Graph, anchors, history.DistrustsAt(at));
        var query = new PathQuery(target, at)
        {
            Purpose = question.Purpose,
            Host = question.Host,
            AnchorChecks = question.AnchorChecks,
            Budget = new SearchBudget { MaxPaths = 1 },
        };
        return paths.Find(query).FirstOrDefault(path => path.IsValid) is { } last
            ? new LastPath(store.Store, at, last.Path, CauseOf(last.Path, at, history, question))
            : null;
    }

    private static string CauseOf(TrustPath path, DateTimeOffset at, TrustHistory history, TimelineQuestion question)
    {
        var next = at.Next();
        var counted = question.AnchorChecks == AnchorChecks.Certificate || path.Certificates.Length == 1
            ? path.Certificates
            : path.Certificates[..^1];
        foreach (var certificate in counted)
        {
            if (certificate.NotAfter >= next) continue;
            var what = certificate == path.Anchor.Certificate && certificate != path.Target ? "the anchor " : "";
            return $"{what}{certificate.Subject.FriendlyText} expires";
        }
        foreach (var certificate in path.Certificates)
        {
            var said = history.Distrusts.FirstOrDefault(d => d.Certificate == certificate.Fingerprint && d.Period.Contains(next));
            if (said is not null) return $"{certificate.Subject.FriendlyText} {said.Reason}";
        }
        var anchor = path.Anchor.Certificate;
        var trust = history.Trusts.FirstOrDefault(t => t.Anchor.Fingerprint == anchor.Fingerprint && t.Period.Contains(next));
        var day = next.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return trust?.Limits.WhyNot(question.Purpose, path.Target, next) is { } reason
            ? $"the anchor {anchor.Subject.FriendlyText} is {reason}"
            : $"the store drops the anchor {anchor.Subject.FriendlyText} on {day}";
    }
}
