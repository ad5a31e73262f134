using Crosspath.Paths;
using Crosspath.Web.Worlds;
using Crosspath.X509;

namespace Crosspath.Web.Graphs;

/// <summary>Something that changed a certificate's trust.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, in one word.</param>
/// <param name="Store">By which store; null for everybody.</param>
/// <param name="Certificate">To which certificate.</param>
/// <param name="Text">In words.</param>
internal sealed record TrustEvent(DateTimeOffset At, string Kind, string? Store, Certificate Certificate, string Text);

/// <summary>What happened to a certificate, and to everything between it and an anchor.</summary>
internal static class TrustEvents
{
    /// <summary>In order of time.</summary>
    public static IReadOnlyList<TrustEvent> Of(World world, Certificate target, CancellationToken cancellation)
    {
        var concerned = BelowAnchors(world, target, cancellation);
        var events = new List<TrustEvent>();
        foreach (var certificate in concerned.Values)
        {
            events.Add(new TrustEvent(certificate.NotBefore, "begins", null, certificate, "begins to be valid"));
            events.Add(new TrustEvent(certificate.NotAfter, "expires", null, certificate, "expires"));
        }
        AddTrusts(world.History, concerned, events);
        foreach (var distrust in world.History.Distrusts)
        {
            if (concerned.TryGetValue(distrust.Certificate, out var certificate))
                events.Add(new TrustEvent(distrust.Period.From, distrust.Store is null ? "revoked" : "distrusted", distrust.Store, certificate, distrust.Reason));
        }
        return [.. events.OrderBy(e => e.At).ThenBy(e => e.Kind, StringComparer.Ordinal)
            .ThenBy(e => e.Store, StringComparer.Ordinal).ThenBy(e => e.Certificate.Fingerprint)];
    }

    /// <summary>Writes them.</summary>
    public static void Write(Certificate target, IEnumerable<TrustEvent> events, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("target", target.Fingerprint.ToString());
        json.WriteStartArray("events");
        foreach (var happened in events)
        {
            json.WriteStartObject();
            json.WriteTime("at", happened.At);
            json.WriteString("kind", happened.Kind);
            json.WriteString("store", happened.Store is { } store ? TimelineAnswer.NameOf(store) : null);
            json.WriteString("certificate", happened.Certificate.Fingerprint.ToString());
            json.WriteString("subject", happened.Certificate.Subject.FriendlyText);
            json.WriteString("text", happened.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }, isLine: true);

    // Periods that touch are one trust under changing limits.
    private static void AddTrusts(TrustHistory history, Dictionary<Fingerprint, Certificate> concerned, List<TrustEvent> events)
    {
        foreach (var group in history.Trusts.Where(trust => concerned.ContainsKey(trust.Anchor.Fingerprint))
            .GroupBy(trust => (trust.Anchor.Fingerprint, trust.Store)))
        {
            var (certificate, store) = (concerned[group.Key.Fingerprint], group.Key.Store);
            var periods = group.Select(trust => trust.Period).OrderBy(period => period.From).ToList();
            for (var i = 0; i < periods.Count; i++)
            {
                if (i > 0 && periods[i - 1].Touches(periods[i])) continue;
                var end = i;
                while (end + 1 < periods.Count && periods[end].Touches(periods[end + 1])) end++;
                if (periods[i].From > DateTimeOffset.MinValue)
                    events.Add(new TrustEvent(periods[i].From, "included", store, certificate, $"becomes an anchor of {store}"));
                if (periods[end].Until < DateTimeOffset.MaxValue)
                    events.Add(new TrustEvent(Instants.Next(periods[end].Until), "removed", store, certificate, $"is no anchor of {store} any more"));
            }
        }
    }

    private static Dictionary<Fingerprint, Certificate> BelowAnchors(World world, Certificate target, CancellationToken cancellation)
    {
        var graph = world.Graph;
        var above = Reach([graph.SubjectOf(target)], identity => world.Shape.IssuersOf(identity), cancellation);
        var anchors = world.History.Trusts
            .Select(trust => graph.TryFind(trust.Anchor.Fingerprint, out var anchor) ? graph.SubjectOf(anchor) : null)
            .OfType<Identity>().Where(above.Contains).Distinct();
        var between = Reach(anchors, identity => world.Shape.SubjectsOf(identity).Where(above.Contains), cancellation);
        return between.SelectMany(graph.CertificatesOf)
            .Where(certificate => graph.SubjectOf(certificate) != graph.SubjectOf(target))
            .Append(target)
            .ToDictionary(certificate => certificate.Fingerprint);
    }

    private static HashSet<Identity> Reach(IEnumerable<Identity> start, Func<Identity, IEnumerable<Identity>> next, CancellationToken cancellation)
    {
        var seen = start.ToHashSet();
        var open = new Queue<Identity>(seen);
        while (open.TryDequeue(out var identity))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var other in next(identity).Where(seen.Add)) open.Enqueue(other);
        }
        return seen;
    }
}
