using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Census.Realms;

/// <summary>PKIs that are meant to stay apart, such as governments', grids' and companies' own.</summary>
/// <param name="Realms">Each with what tells its anchors.</param>
/// <param name="Agreements">Realms that may lead into others all the same.</param>
public sealed record RealmBook(ImmutableArray<Realm> Realms, ImmutableArray<Agreement> Agreements)
{
    /// <summary>No realms, no barriers.</summary>
    public static RealmBook Empty { get; } = new([], []);

    /// <summary>The realm of an anchor; null when none claims it. The first that does has it.</summary>
    /// <param name="anchor">The anchor.</param>
    /// <param name="stores">The stores that ever trusted it.</param>
    public string? RealmOf(Certificate anchor, IEnumerable<string> stores)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        return Realms.FirstOrDefault(realm => realm.Claims(anchor, stores))?.Name;
    }

    /// <summary>Whether what belongs to one realm may be trusted through another's anchors.</summary>
    public bool Allows(string home, string other) =>
        home == other || Agreements.Contains(new Agreement(home, other));
}

/// <summary>One realm.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Stores">Stores whose anchors belong to it; a name ending in * stands for all that begin so.</param>
/// <param name="Subjects">Parts of subjects, as RFC 4514 writes them, by which an anchor belongs to it.</param>
/// <param name="Certificates">Anchors that belong to it.</param>
public sealed record Realm(
    string Name, ImmutableArray<string> Stores, ImmutableArray<string> Subjects, ImmutableHashSet<Fingerprint> Certificates)
{
    /// <summary>Whether an anchor belongs to the realm.</summary>
    public bool Claims(Certificate anchor, IEnumerable<string> stores)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        if (Certificates.Contains(anchor.Fingerprint)) return true;
        var subject = anchor.Subject.ToString();
        if (Subjects.Any(part => subject.Contains(part, StringComparison.OrdinalIgnoreCase))) return true;
        // An anchor that a public store has too is no secret of the realm's.
        var all = stores.ToArray();
        return all.Length > 0 && !Stores.IsEmpty && all.All(store => Stores.Any(pattern => IsMatch(pattern, store)));
    }

    private static bool IsMatch(string pattern, string store) =>
        pattern.EndsWith('*') ? store.StartsWith(pattern[..^1], StringComparison.Ordinal) : store == pattern;
}

/// <summary>Leave to cross a barrier.</summary>
/// <param name="From">The realm of the CA that is cross-signed.</param>
/// <param name="To">The realm whose anchors may lead to it.</param>
public readonly record struct Agreement(string From, string To);
