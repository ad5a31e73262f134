using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Crosspath.Census.Corpora;

/// <summary>Counts leaves by issuer and by the windows that their validity touches, for an engine that gives them row by
/// row.</summary>
internal sealed class WindowTally
{
    private readonly Dictionary<ShortDigest, Issuer> _issuers = [];
    private readonly Dictionary<ShortDigest, long> _others = [];

    public WindowTally(IEnumerable<IssuerWindows> issuers)
    {
        foreach (var group in issuers.GroupBy(windows => windows.Issuer))
            _issuers.Add(group.Key, new Issuer([.. group.Select(windows => new Label(windows))]));
    }

    /// <summary>Counts a leaf.</summary>
    /// <param name="issuer">Who signed it.</param>
    /// <param name="from">Its first second, since 1970.</param>
    /// <param name="until">Its last second.</param>
    public void Add(ShortDigest issuer, long from, long until)
    {
        if (!_issuers.TryGetValue(issuer, out var known))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_others, issuer, out _)++;
            return;
        }
        known.Leaves++;
        foreach (var label in known.Labels) label.Add(from, until);
    }

    /// <summary>What was counted, in the order of issuers and labels.</summary>
    public IReadOnlyList<LeafTally> Result()
    {
        var tallies = new List<LeafTally>();
        foreach (var (digest, leaves) in _others) tallies.Add(new LeafTally(digest, null, leaves));
        foreach (var (digest, issuer) in _issuers)
        {
            if (issuer.Leaves == 0) continue;
            tallies.Add(new LeafTally(digest, null, issuer.Leaves));
            foreach (var label in issuer.Labels) tallies.Add(new LeafTally(digest, label.Number, label.Leaves));
        }
        return [.. tallies.OrderBy(tally => tally.Issuer).ThenBy(tally => tally.Label ?? -1)];
    }

    private sealed class Issuer(ImmutableArray<Label> labels)
    {
        public ImmutableArray<Label> Labels => labels;

        public long Leaves { get; set; }
    }

    private sealed class Label(IssuerWindows windows)
    {
        private readonly (long From, long Until)[] _windows =
            [.. windows.Windows.Select(w => (w.From.ToUnixTimeSeconds(), w.Until.ToUnixTimeSeconds()))];

        public int Number => windows.Label;

        public long Leaves { get; private set; }

        public void Add(long from, long until)
        {
            foreach (var window in _windows)
            {
                if (from > window.Until || window.From > until || from > until) continue;
                Leaves++;
                return;
            }
        }
    }
}
