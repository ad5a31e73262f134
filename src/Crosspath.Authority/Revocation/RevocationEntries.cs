using System.Collections.Immutable;
using System.Globalization;
using Crosspath.X509;

namespace Crosspath.Authority.Revocation;

/// <summary>The entries of a list while it changes: in their order, the new ones last.</summary>
internal sealed class RevocationEntries
{
    private readonly List<RevocationDraft> _entries;
    private readonly Dictionary<string, int> _places = [];
    private readonly List<string> _notes = [];

    public RevocationEntries(RevocationList? current)
    {
        _entries = [.. (current?.Entries() ?? []).Select(Draft)];
        Index();
    }

    public IReadOnlyList<RevocationDraft> All => _entries;

    /// <summary>What was left as it was.</summary>
    public ImmutableArray<string> Notes => [.. _notes];

    /// <summary>Makes one change; what hinders it, or null. To revoke again changes nothing, so that it may be
    /// repeated.</summary>
    public string? Apply(RevocationDraft change, DateTimeOffset now)
    {
        var serial = Key(change.SerialNumber);
        var place = _places.TryGetValue(serial, out var found) ? found : (int?)null;
        if (change.RevokedAt > now) return $"{serial}: cannot be revoked as of a later time";
        if (change.Reason == RevocationReason.RemoveFromCrl) return Release(serial, place);
        if (place is not { } known)
        {
            _places[serial] = _entries.Count;
            _entries.Add(change);
            return null;
        }
        var entry = _entries[known];
        if (entry.Reason == RevocationReason.CertificateHold && change.Reason != RevocationReason.CertificateHold)
        {
            // A hold that becomes final began with the hold.
            _entries[known] = change with { RevokedAt = entry.RevokedAt };
        }
        else _notes.Add($"{serial} is revoked already, since {Day(entry.RevokedAt)} ({entry.Reason})");
        return null;
    }

    /// <summary>What a delta list says (section 5.2.4): entries that the base does not have or has otherwise, and those
    /// of the base that are not any more.</summary>
    public IEnumerable<RevocationDraft> Since(RevocationList deltaBase, DateTimeOffset now)
    {
        var before = new Dictionary<string, RevocationDraft>();
        foreach (var entry in deltaBase.Entries()) before[Key(entry.SerialNumber)] = Draft(entry);
        foreach (var entry in _entries)
        {
            if (!before.Remove(Key(entry.SerialNumber), out var old) || old.Reason != entry.Reason) yield return entry;
        }
        foreach (var gone in before.Values)
            yield return new RevocationDraft(gone.SerialNumber, now, RevocationReason.RemoveFromCrl);
    }

    // Section 5.3.1: only what is on hold can be released.
    private string? Release(string serial, int? place)
    {
        if (place is not { } known)
        {
            _notes.Add($"{serial} is not on the list: there is nothing to release");
            return null;
        }
        if (_entries[known].Reason != RevocationReason.CertificateHold)
            return $"{serial}: is revoked for good ({_entries[known].Reason}); only what is on hold can be released";
        _entries.RemoveAt(known);
        Index();
        return null;
    }

    private void Index()
    {
        _places.Clear();
        for (var i = 0; i < _entries.Count; i++) _places[Key(_entries[i].SerialNumber)] = i;
    }

    private static RevocationDraft Draft(RevokedCertificate entry) =>
        new(entry.SerialNumber, entry.RevokedAt, entry.Reason, entry.InvalidityDate);

    // Serial numbers are numbers: leading zeros do not tell them apart.
    private static string Key(ReadOnlyMemory<byte> serial)
    {
        var digits = Convert.ToHexStringLower(serial.Span).TrimStart('0');
        return digits.Length == 0 ? "0" : digits;
    }

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
