using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>What was read out of one published store.</summary>
/// <param name="Format">The form that was recognized, such as <c>nss-certdata</c>.</param>
public sealed record StoreReading(string Format)
{
    /// <summary>What it says of certificates, in its own order.</summary>
    public ImmutableArray<StoreEntry> Entries { get; init; } = [];

    /// <summary>Certificates that it blocks.</summary>
    public ImmutableArray<Fingerprint> Blocked { get; init; } = [];

    /// <summary>Certificates that it carries, or that came with it; entries may name others.</summary>
    public ImmutableArray<Certificate> Certificates { get; init; } = [];

    /// <summary>The version that the file itself names; null when it names none.</summary>
    public string? Version { get; init; }

    /// <summary>The date that the file itself names; null when it names none.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>What could not be used; the rest could.</summary>
    public ImmutableArray<StoreProblem> Problems { get; init; } = [];

    /// <summary>Why the file must not be believed although it could be read, such as a signature that is not good; null
    /// when nothing speaks against it.</summary>
    public string? Unsigned { get; init; }
}

/// <summary>Something in a published store that could not be used.</summary>
/// <param name="Place">Where: a line number, a byte offset or an entry's name; such as "line 12".</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record StoreProblem(string Place, string Reason);
