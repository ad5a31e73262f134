using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>The keys that a plan needs, opened before anything is signed.</summary>
internal sealed class OpenedKeys(ApplyOptions options) : IDisposable
{
    private readonly Dictionary<Fingerprint, SigningKey> _keys = [];

    /// <summary>Opens the keys; why some cannot be.</summary>
    public ImmutableArray<string> Open(IEnumerable<PlannedAction> actions)
    {
        var problems = new List<string>();
        foreach (var issuer in actions.Select(IssuerOf).OfType<DomainIssuer>()
            .DistinctBy(issuer => issuer.Root.Fingerprint))
        {
            if (issuer.Key is KeyReference.Detached) continue;
            switch (options.OpenKey(issuer))
            {
                case KeyOpening.Opened opened:
                    _keys[issuer.Root.Fingerprint] = opened.Key;
                    break;
                case KeyOpening.Unusable unusable:
                    problems.Add($"the key of {issuer.Domain}: {unusable.Reason}");
                    break;
                default:
                    problems.Add($"the key of {issuer.Domain}: its password is not known");
                    break;
            }
        }
        return [.. problems];
    }

    /// <summary>The key of a root; null when it signs elsewhere.</summary>
    public SigningKey? Of(DomainIssuer issuer) => _keys.GetValueOrDefault(issuer.Root.Fingerprint);

    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    private static DomainIssuer? IssuerOf(PlannedAction action) => action switch
    {
        PlannedAction.Issue issue => issue.Wanted.Issuer,
        PlannedAction.IssueList list => list.Issuer,
        PlannedAction.Prove prove => prove.Issuer,
        _ => null,
    };
}
