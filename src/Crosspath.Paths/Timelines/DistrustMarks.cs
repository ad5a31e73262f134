using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Paths.Timelines;

// Distrust by everybody and for good, as a revocation is, just ends a certificate's validity. What only some stores say,
// or take back, has to be remembered of a path until the stores are known: as the set of such certificates on it.

/// <summary>The distrust of a history, as timelines need it.</summary>
internal sealed class DistrustMarks
{
    /// <summary>The number of the empty set of marks.</summary>
    public const int Nothing = 0;

    private readonly Dictionary<Fingerprint, DateTimeOffset> _ends = [];
    private readonly Dictionary<Fingerprint, DistrustPeriod[]> _marked;
    private readonly Interned<MarkSet> _sets = new();

    public DistrustMarks(IEnumerable<DistrustPeriod> distrusts)
    {
        var others = new List<DistrustPeriod>();
        foreach (var distrust in distrusts)
        {
            if (distrust.Store is not null || distrust.Period.Until != DateTimeOffset.MaxValue) others.Add(distrust);
            else if (!_ends.TryGetValue(distrust.Certificate, out var end) || distrust.Period.From < end)
                _ends[distrust.Certificate] = distrust.Period.From;
        }
        _marked = others.GroupBy(distrust => distrust.Certificate).ToDictionary(group => group.Key, group => group.ToArray());
        _sets.NumberOf(MarkSet.Empty);
    }

    /// <summary>The part of a window before a certificate's lasting distrust.</summary>
    public Validity? Clip(Validity window, Certificate certificate)
    {
        if (_ends.Count == 0 || !_ends.TryGetValue(certificate.Fingerprint, out var end) || window.Until < end) return window;
        return window.From < end ? new Validity(window.From, end.Previous()) : null;
    }

    /// <summary>A set of marks with that of a certificate, if it has one.</summary>
    public int Add(int set, Certificate certificate) =>
        _marked.Count > 0 && _marked.ContainsKey(certificate.Fingerprint)
            ? _sets.NumberOf(_sets[set].With(certificate.Fingerprint))
            : set;

    /// <summary>When a store distrusts something in a set of marks.</summary>
    public IEnumerable<Validity> Periods(int set, string store)
    {
        foreach (var certificate in _sets[set].Certificates)
        {
            foreach (var distrust in _marked[certificate])
            {
                if (distrust.Store is null || distrust.Store == store) yield return distrust.Period;
            }
        }
    }

    private sealed class MarkSet(ImmutableSortedSet<Fingerprint> certificates) : IEquatable<MarkSet>
    {
        public static MarkSet Empty { get; } = new([]);

        public ImmutableSortedSet<Fingerprint> Certificates => certificates;

        public MarkSet With(Fingerprint certificate) => new(certificates.Add(certificate));

        public bool Equals(MarkSet? other) => other is not null && certificates.SetEquals(other.Certificates);

        public override bool Equals(object? obj) => Equals(obj as MarkSet);

        public override int GetHashCode() => certificates.Aggregate(0, HashCode.Combine);
    }
}
