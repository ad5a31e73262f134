using System.Collections.Immutable;
using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Paths;
using Crosspath.Paths.Scenarios;
using Crosspath.Stores;
using Crosspath.Stores.Revocation;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The changes of a what-if.</summary>
internal sealed class ScenarioOptions
{
    private static readonly BlocklistMechanism[] Mechanisms =
        [BlocklistMechanism.OneCrl, BlocklistMechanism.CrlSet, BlocklistMechanism.MicrosoftDisallowed, BlocklistMechanism.AppleBlocked];

    private readonly Option<string[]> _distrust = Many("--distrust", "ID[@STORE[@DATE]]",
        "Distrust an anchor, in one store or everywhere; with DATE only for what was issued after it. ID is a file, a SHA-256 "
        + "of a certificate or key, or a name.");

    private readonly Option<string[]> _removeStore = Many("--remove-store", "NAME", "Take a store away.");
    private readonly Option<string[]> _revoke = Many("--revoke", "SHA256[@MECHANISM]",
        $"Revoke a certificate, for everybody or by a mechanism for those who honour it: {string.Join(", ", Mechanisms.Select(m => m.Name))}.");

    private readonly Option<string[]> _compromise = Many("--compromise", "KEYID",
        "Give a key to somebody else: all certificates of it, and all that it signed, are worthless.");

    private readonly Option<string[]> _add = Many("--add", "FILE", "Add certificates.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_distrust, _removeStore, _revoke, _compromise, _add];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <summary>The certificates that are added.</summary>
    public IReadOnlyList<Certificate> ReadAdded(ParseResult line, InputReport report) =>
        CertificateInput.Read(line.GetValue(_add) ?? [], report).Certificates;

    /// <summary>The changes.</summary>
    /// <exception cref="UsageException">Something is named that is not there.</exception>
    public Scenario Read(ParseResult line, TrustGraph graph, TrustHistory history, InputReport report) => new()
    {
        Distrusted = [.. (line.GetValue(_distrust) ?? []).Select(text => ReadDistrust(text, graph, history, report))],
        RemovedStores = [.. (line.GetValue(_removeStore) ?? []).Select(name => StoreOf("--remove-store", name, history))],
        Revoked = [.. (line.GetValue(_revoke) ?? []).Select(text => ReadRevocation(text, graph, history))],
        CompromisedKeys = [.. (line.GetValue(_compromise) ?? []).Select(id => IdentityArgument.Find("--compromise", id, graph, report).KeyId)],
    };

    private static AnchorDistrust ReadDistrust(string text, TrustGraph graph, TrustHistory history, InputReport report)
    {
        const string Option = "--distrust";
        var parts = File.Exists(text) ? [text] : text.Split('@');
        if (parts.Length > 3) throw new UsageException($"{Option}: write ID@STORE or ID@STORE@DATE, not '{text}'");
        var identity = IdentityArgument.Find(Option, parts[0], graph, report);
        var store = parts is [_, { Length: > 0 } name, ..] ? StoreOf(Option, name, history) : null;
        DateTimeOffset? after = parts is [_, _, var date] ? TimeArgument.Parse(Option, date) : null;
        var distrust = new AnchorDistrust(identity.Subject, identity.KeyId, store, after);
        return history.Trusts.Any(distrust.Concerns) ? distrust : throw new UsageException(
            $"{Option}: {identity.Subject.FriendlyText} is no anchor{(store is null ? "" : $" of {store}")}; its anchors are: "
            + string.Join(", ", AnchorsAbove(identity, graph, history)));
    }

    private static string[] AnchorsAbove(Identity identity, TrustGraph graph, TrustHistory history)
    {
        var anchors = history.Trusts.Select(trust => trust.Anchor.Fingerprint).ToHashSet();
        var names = TrustedAbove(identity, graph)
            .Where(above => graph.CertificatesOf(above).Any(certificate => anchors.Contains(certificate.Fingerprint)))
            .Select(above => above.Subject.FriendlyText)
            .Distinct()
            .Take(5)
            .ToArray();
        return names.Length > 0 ? names : ["none"];
    }

    private static IEnumerable<Identity> TrustedAbove(Identity identity, TrustGraph graph)
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

    private static Revocation ReadRevocation(string text, TrustGraph graph, TrustHistory history)
    {
        var parts = text.Split('@', 2);
        var certificate = IdentityArgument.FindCertificate("--revoke", parts[0], graph);
        if (parts is not [_, var name]) return new Revocation(certificate.Fingerprint, []);
        var mechanism = Mechanisms.FirstOrDefault(known => known.Name == name)
            ?? throw new UsageException($"--revoke: there is no mechanism '{name}'; known are {string.Join(", ", Mechanisms.Select(m => m.Name))}");
        ImmutableArray<string> stores = [.. history.Stores.Where(store => mechanism.HonouredBy.Any(program => StoreAliases.IsOf(store, program)))];
        return stores.IsEmpty
            ? throw new UsageException($"--revoke: no store in question honours {name}; it reaches {string.Join(", ", mechanism.HonouredBy)}")
            : new Revocation(certificate.Fingerprint, stores);
    }

    private static string StoreOf(string option, string name, TrustHistory history) =>
        StoreAliases.Resolve(name, history.Stores) ?? throw new UsageException(
            $"{option}: no store '{name}' is in question; there are: "
            + string.Join(", ", history.Stores.Select(store => store.Length == 0 ? "(the roots from files)" : store)));

    private static Option<string[]> Many(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = true,
    };
}
