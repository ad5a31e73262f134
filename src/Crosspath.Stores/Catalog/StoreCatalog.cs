using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.History;
using Crosspath.X509;

namespace Crosspath.Stores.Catalog;

// A catalogue is a folder of plain files:
//
//   stores/nss.jsonl              every version of a store, as history rows
//   certificates/<sha256>.der     the certificates that versions name
//
// A certificate's file is named by its content and never changes. A store's file is written whole beside the old one and
// then put in its place, after the certificates that it names. So whenever a writer is killed, readers see the last good
// state of every store; and one writer at a time holds the lock file.

/// <summary>The versions of stores that a user keeps, in a folder.</summary>
public sealed class StoreCatalog
{
    private const string Extension = ".jsonl";
    private readonly string _stores;
    private readonly string _certificates;
    private Dictionary<Fingerprint, Certificate>? _read;

    /// <summary>Opens a folder, which need not exist.</summary>
    public StoreCatalog(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
        _stores = Path.Combine(folder, "stores");
        _certificates = Path.Combine(folder, "certificates");
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>Where a user's own catalogue lies: in the data folder of the XDG Base Directory Specification, or what the
    /// operating system has in its place.</summary>
    public static string DefaultFolder
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
            if (string.IsNullOrEmpty(data) || !Path.IsPathRooted(data))
                data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(data, "crosspath", "catalog");
        }
    }

    /// <summary>The names of the stores in it, in order.</summary>
    public IReadOnlyList<string> StoreNames => !Directory.Exists(_stores) ? [] :
        [.. Directory.EnumerateFiles(_stores, "*" + Extension)
            .Select(file => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file)))
            .Order(StringComparer.Ordinal)];

    /// <summary>Reads one store.</summary>
    /// <exception cref="CatalogException">Its file is damaged.</exception>
    public bool TryRead(string store, [NotNullWhen(true)] out StoreHistory? history)
    {
        var file = FileOf(store);
        history = null;
        if (!File.Exists(file)) return false;
        using var text = new StreamReader(file);
        var versions = new List<StoreVersion>();
        foreach (var row in new HistoryRowReader().Read(text))
            versions.Add(row.Version ?? throw new CatalogException($"{file}: line {row.Line} {row.Problem}; delete the file and import again"));
        history = new StoreHistory(store, versions);
        return true;
    }

    /// <summary>Every certificate in it.</summary>
    public IReadOnlyCollection<Certificate> Certificates => ReadCertificates().Values;

    /// <summary>Finds a certificate; null when it is not there.</summary>
    public Certificate? Find(Fingerprint fingerprint) => ReadCertificates().GetValueOrDefault(fingerprint);

    /// <summary>Adds versions and the certificates that they name; what is there already stays. A version with the name and
    /// date of one that is there takes its place.</summary>
    /// <param name="versions">Of any stores.</param>
    /// <param name="certificates">At least those that the versions name; others are left out.</param>
    /// <param name="progress">Told how many of how many stores are written.</param>
    /// <param name="cancellation">Checked between stores.</param>
    /// <returns>How many versions were new or changed.</returns>
    /// <exception cref="IOException">The folder cannot be written, or another process is writing it.</exception>
    public int Add(
        IReadOnlyList<StoreVersion> versions, IEnumerable<Certificate> certificates,
        IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(versions);
        Directory.CreateDirectory(_stores);
        Directory.CreateDirectory(_certificates);
        using var held = CatalogLock.Take(Folder);
        AddCertificates(versions, certificates);
        var changed = 0;
        var stores = versions.GroupBy(version => version.Store).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        foreach (var (done, store) in stores.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            changed += AddVersions(store.Key, [.. store]);
            progress?.Report((done + 1, stores.Length));
        }
        _read = null;
        return changed;
    }

    private int AddVersions(string store, IReadOnlyList<StoreVersion> versions)
    {
        var all = new OrderedDictionary<(string, DateTimeOffset?), byte[]>();
        if (TryRead(store, out var known))
        {
            foreach (var version in known.Versions) all[(version.Version, version.Date)] = RowOf(version);
        }
        var changed = 0;
        foreach (var version in versions.GroupBy(version => (version.Version, version.Date)).Select(same => same.Last()))
        {
            var (key, row) = ((version.Version, version.Date), RowOf(version));
            if (all.TryGetValue(key, out var there) && there.AsSpan().SequenceEqual(row)) continue;
            all[key] = row;
            changed++;
        }
        if (changed > 0) AtomicFile.Write(FileOf(store), toDisk: true, stream => { foreach (var row in all.Values) stream.Write(row); });
        return changed;
    }

    private void AddCertificates(IReadOnlyList<StoreVersion> versions, IEnumerable<Certificate> certificates)
    {
        var named = versions.SelectMany(version => version.Entries.Select(entry => entry.Certificate).Concat(version.Blocked)).ToHashSet();
        foreach (var certificate in certificates)
        {
            if (!named.Remove(certificate.Fingerprint)) continue;
            var file = Path.Combine(_certificates, $"{certificate.Fingerprint}.der");
            // Thousands of files: the disk may take its time, since a damaged one is noticed by its name, here by its length.
            var there = new FileInfo(file);
            if (!there.Exists || there.Length != certificate.Raw.Length)
                AtomicFile.Write(file, toDisk: false, stream => stream.Write(certificate.Raw.Span));
        }
    }

    private Dictionary<Fingerprint, Certificate> ReadCertificates()
    {
        if (_read is not null) return _read;
        var all = new Dictionary<Fingerprint, Certificate>();
        if (Directory.Exists(_certificates))
        {
            foreach (var file in Directory.EnumerateFiles(_certificates, "*.der").Order(StringComparer.Ordinal))
            {
                // A file whose name is not its content's hash was damaged; the store then lacks that certificate and says so.
                if (Certificate.TryRead(File.ReadAllBytes(file), out var certificate, out _)
                    && Path.GetFileNameWithoutExtension(file) == certificate.Fingerprint.ToString())
                    all.Add(certificate.Fingerprint, certificate);
            }
        }
        return _read = all;
    }

    // Names such as xs:mozilla are no file names everywhere.
    private string FileOf(string store) => Path.Combine(_stores, Uri.EscapeDataString(store) + Extension);

    private static byte[] RowOf(StoreVersion version)
    {
        using var row = new MemoryStream();
        HistoryRowWriter.Write(version, row);
        return row.ToArray();
    }
}
