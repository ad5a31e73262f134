using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>Says which certificates of a graph revocation lists revoke, and from when on.</summary>
/// <remarks>
/// <para>Whether a list is current does not matter: what was revoked stays so. Only a certificate on hold comes back,
/// by a delta list that removes it (RFC 5280 section 5.2.4) or by a later complete list that has it no more.</para>
/// <para>A list counts when an identity of its issuer's name signed it that may sign lists, and that is of one family
/// with the certificate's issuer: itself, above it, below it, or below the same CA. So nobody's self-made namesake
/// revokes anything.</para>
/// </remarks>
public static class RevocationListResolver
{
    /// <summary>The revocations of all lists together.</summary>
    /// <param name="lists">In any order; delta lists are applied to their base.</param>
    /// <param name="graph">The certificates at hand, among them those that signed the lists.</param>
    public static RevocationReading Resolve(IReadOnlyList<RevocationList> lists, TrustGraph graph)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(graph);
        var signers = new ListSigners(graph);
        var problems = ImmutableArray.CreateBuilder<StoreProblem>();
        var series = new Dictionary<string, RevocationSeries>();
        foreach (var list in lists.DistinctBy(list => list.Fingerprint))
        {
            if (signers.Find(list, out var reason) is not { } signer)
            {
                problems.Add(new StoreProblem(PlaceOf(list), reason));
                continue;
            }
            var key = RevocationSeries.KeyOf(list, signer);
            if (!series.TryGetValue(key, out var found)) series.Add(key, found = new RevocationSeries(signer));
            found.Add(list);
        }
        foreach (var orphan in series.Values.SelectMany(item => item.RemoveOrphans()))
            problems.Add(new StoreProblem(PlaceOf(orphan), "a delta list without the list that it is to be added to"));
        var periods = series.Values.SelectMany(item => item.Resolve(graph, signers))
            .OrderBy(period => period.Certificate)
            .ThenBy(period => period.Period.From).ThenByDescending(period => period.Period.Until)
            .DistinctBy(period => (period.Certificate, period.Period.From));
        return new RevocationReading([.. periods], problems.ToImmutable());
    }

    private static string PlaceOf(RevocationList list) =>
        $"revocation list of {list.Issuer.FriendlyText}, {list.ThisUpdate:yyyy-MM-dd}";
}
