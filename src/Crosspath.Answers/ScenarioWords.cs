using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;
using Crosspath.Stores;
using Crosspath.Stores.Revocation;
using Crosspath.X509;

namespace Crosspath.Answers;

/// <summary>The changes of a what-if as people write them.</summary>
/// <param name="graph">What is at hand.</param>
/// <param name="history">Who is trusted.</param>
/// <param name="find">The identity that a word means, given what messages call it.</param>
internal sealed class ScenarioWords(TrustGraph graph, TrustHistory history, Func<string, string, Identity> find)
{
    private static readonly BlocklistMechanism[] KnownMechanisms =
        [BlocklistMechanism.OneCrl, BlocklistMechanism.CrlSet, BlocklistMechanism.MicrosoftDisallowed, BlocklistMechanism.AppleBlocked];

    /// <summary>The names of the mechanisms of revocation.</summary>
    public static IEnumerable<string> Mechanisms => KnownMechanisms.Select(mechanism => mechanism.Name);

    /// <summary>Whether a word is one, although there may be an @ in it; a command line's files are.</summary>
    public Func<string, bool> IsWhole { get; init; } = _ => false;

    /// <summary>The key of a CA.</summary>
    /// <exception cref="UsageException">None is meant, or several.</exception>
    public Fingerprint Key(string what, string text) => find(what, text).KeyId;

    /// <summary>A distrust: <c>ID</c>, <c>ID@STORE</c> or <c>ID@STORE@DATE</c>.</summary>
    /// <param name="what">What messages call the words.</param>
    /// <param name="text">As it is written.</param>
    /// <exception cref="UsageException">Something is named that is not there.</exception>
    public AnchorDistrust Distrust(string what, string text)
    {
        var parts = IsWhole(text) ? [text] : text.Split('@');
        if (parts.Length > 3) throw new UsageException($"{what}: write ID@STORE or ID@STORE@DATE, not '{text}'");
        var identity = find(what, parts[0]);
        var store = parts is [_, { Length: > 0 } name, ..] ? Store(what, name) : null;
        DateTimeOffset? after = parts is [_, _, var date] ? TimeArgument.Parse(what, date) : null;
        var distrust = new AnchorDistrust(identity.Subject, identity.KeyId, store, after);
        return history.Trusts.Any(distrust.Concerns) ? distrust : throw new UsageException(
            $"{what}: {identity.Subject.FriendlyText} is no anchor{(store is null ? "" : $" of {store}")}; its anchors are: "
            + string.Join(", ", AnchorsAbove(identity)));
    }

    /// <summary>A revocation: <c>SHA256</c> or <c>SHA256@MECHANISM</c>.</summary>
    /// <exception cref="UsageException">Something is named that is not there.</exception>
    public Revocation Revocation(string what, string text)
    {
        var parts = text.Split('@', 2);
        var certificate = IdentityWord.FindCertificate(what, parts[0], graph);
        if (parts is not [_, var name]) return new Revocation(certificate.Fingerprint, []);
        var mechanism = KnownMechanisms.FirstOrDefault(known => known.Name == name)
            ?? throw new UsageException($"{what}: there is no mechanism '{name}'; known are {string.Join(", ", Mechanisms)}");
        ImmutableArray<string> stores = [.. history.Stores.Where(store => mechanism.HonouredBy.Any(program => StoreAliases.IsOf(store, program)))];
        return stores.IsEmpty
            ? throw new UsageException($"{what}: no store in question honours {name}; it reaches {string.Join(", ", mechanism.HonouredBy)}")
            : new Revocation(certificate.Fingerprint, stores);
    }

    /// <summary>A store's name.</summary>
    /// <exception cref="UsageException">No such store is in question.</exception>
    public string Store(string what, string name) =>
        StoreAliases.Resolve(name, history.Stores) ?? throw new UsageException(
            $"{what}: no store '{name}' is in question; there are: "
            + string.Join(", ", history.Stores.Select(store => store.Length == 0 ? "(the roots from files)" : store)));

    private string[] AnchorsAbove(Identity identity)
    {
        var anchors = history.Trusts.Select(trust => trust.Anchor.Fingerprint).ToHashSet();
        var names = TrustedAbove(identity)
            .Where(above => graph.CertificatesOf(above).Any(certificate => anchors.Contains(certificate.Fingerprint)))
            .Select(above => above.Subject.FriendlyText)
            .Distinct()
            .Take(5)
            .ToArray();
        return names.Length > 0 ? names : ["none"];
    }

    private IEnumerable<Identity> TrustedAbove(Identity identity)
    {
        var seen = new HashSet<Identity> { identity };
        var queue = new Queue<Identity>(seen);
        while (queue.TryDequeue(out var next))
        {
            yield return next;
            foreach (var certificate in graph.CertificatesOf(next))
            {
                if (graph.IssuerOf(certificate).Issuer is { } issuer && seen.Add(issuer)) queue.Enqueue(issuer);
            }
        }
    }
}
