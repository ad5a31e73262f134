using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.Stores.Formats;
using Crosspath.Stores.History;
using Crosspath.X509;

namespace Crosspath.Stores;

/// <summary>Versions of stores out of files, and what came with them.</summary>
/// <param name="Versions">Ready for a catalogue.</param>
/// <param name="Certificates">Certificates that the files carried.</param>
/// <param name="Problems">What could not be used; the rest could.</param>
public sealed record StoreImport(
    ImmutableArray<StoreVersion> Versions, ImmutableArray<Certificate> Certificates, ImmutableArray<StoreProblem> Problems)
{
    /// <summary>Reads one published file, or one of history rows.</summary>
    /// <param name="content">The file.</param>
    /// <param name="source">What it is called; becomes the version's source.</param>
    /// <param name="settings">What the file may not say itself.</param>
    /// <exception cref="StoreImportException">Nothing in it can be used.</exception>
    public static StoreImport Of(ReadOnlyMemory<byte> content, string source, StoreImportSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!GzipContent.TryUnwrap(content, out var plain, out var problem)) throw new StoreImportException($"{source}: {problem}");
        return HistoryRowReader.Recognizes(plain.Span)
            ? OfRows(plain, source)
            : OfPublished(content, source, settings);
    }

    /// <summary>Takes certificates, such as those of a folder, as a store that trusts each for everything.</summary>
    /// <exception cref="StoreImportException">Name or date are missing.</exception>
    public static StoreImport Of(IReadOnlyCollection<Certificate> certificates, string source, StoreImportSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OfCertificates(certificates, source, null, settings);
    }

    private static StoreImport OfCertificates(
        IReadOnlyCollection<Certificate> certificates, string source, Fingerprint? hash, StoreImportSettings settings)
    {
        var reading = new StoreReading("certificates")
        {
            Certificates = [.. certificates],
            Entries = [.. certificates.DistinctBy(certificate => certificate.Fingerprint)
                .Select(certificate => new StoreEntry(certificate.Fingerprint, AnchorLimits.None))],
        };
        return OfReading(reading, source, hash, settings);
    }

    private static StoreImport OfRows(ReadOnlyMemory<byte> content, string source)
    {
        using var text = new MemoryStream(content.ToArray(), writable: false);
        var rows = HistoryRows.Read(text);
        var versions = rows.Where(row => row.Version is not null).Select(row => row.Version!).ToImmutableArray();
        var problems = rows.Where(row => row.Version is null)
            .Select(row => new StoreProblem($"line {row.Line}", row.Problem ?? ""))
            .ToImmutableArray();
        if (versions.IsEmpty && problems is [var first, ..])
            throw new StoreImportException($"{source}: {first.Place}: {first.Reason}");
        return new StoreImport(versions, [], problems);
    }

    private static StoreImport OfPublished(ReadOnlyMemory<byte> content, string source, StoreImportSettings settings)
    {
        if (!StoreFiles.TryRead(content, source, settings.Known, out var reading, out var problem))
            throw new StoreImportException(problem);
        if (reading.Unsigned is { } reason && !settings.MayBeUnsigned)
            throw new StoreImportException($"{source}: {reason}; to use it all the same, say --unsigned");
        return OfReading(reading, source, Fingerprint.Of(content.Span), settings);
    }

    private static StoreImport OfReading(StoreReading reading, string source, Fingerprint? hash, StoreImportSettings settings)
    {
        var name = settings.Name ?? throw new StoreImportException($"{source} ({reading.Format}) does not say which store it is; say --name NAME");
        var date = settings.Date ?? reading.Date ?? settings.FallbackDate
            ?? throw new StoreImportException($"{source} ({reading.Format}) does not say since when it counts; say --date DATE");
        var version = new StoreVersion(name, settings.Version ?? reading.Version ?? $"{date:yyyy-MM-dd}", date)
        {
            DateKind = settings.Date is not null ? "given" : reading.Date is not null ? "listed" : "fetched",
            Source = source,
            SourceHash = hash,
            Entries = reading.Entries,
            Blocked = reading.Blocked,
        };
        var problems = reading.Unsigned is { } reason ? reading.Problems.Insert(0, new StoreProblem("signature", reason)) : reading.Problems;
        return new StoreImport([version], reading.Certificates, problems);
    }
}

/// <summary>What a published file may not say itself.</summary>
public sealed record StoreImportSettings
{
    /// <summary>The store's name.</summary>
    public string? Name { get; init; }

    /// <summary>The day from which it counts; null: as the file says.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The day where nobody says another: that on which the file was fetched.</summary>
    public DateTimeOffset? FallbackDate { get; init; }

    /// <summary>The version's name; null: as the file says, or the date.</summary>
    public string? Version { get; init; }

    /// <summary>Certificates by which names and hashes may be resolved.</summary>
    public IReadOnlyList<Certificate> Known { get; init; } = [];

    /// <summary>Whether a file is used whose signature is not good.</summary>
    public bool MayBeUnsigned { get; init; }
}

/// <summary>Nothing of a file can be used. The message says which file, why, and what to do.</summary>
/// <param name="message">One line.</param>
public sealed class StoreImportException(string message) : Exception(message);
