using System.Globalization;
using Crosspath.Stores;
using Crosspath.Stores.Catalog;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>What <c>crosspath stores</c> tells people.</summary>
internal static class StoresText
{
    /// <summary>Writes a line a store.</summary>
    public static void WriteList(string folder, IReadOnlyList<StoreHistory> histories, TextWriter output)
    {
        if (histories.Count == 0)
        {
            output.WriteLine($"The catalogue {folder} is empty; the operating system's store serves (--store system).");
            output.WriteLine("\nFill it:  crosspath stores import FILE   (see --help)");
            return;
        }
        var width = histories.Max(history => history.Store.Length);
        output.WriteLine($"{"store".PadRight(width)}  versions  from        to          anchors now");
        foreach (var history in histories)
        {
            var last = history.Versions[^1];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Printable.Text(history.Store).PadRight(width)}  {history.Versions.Length,8}  {Day(history.Versions[0]),-10}  {Day(last),-10}  {last.Entries.Count(entry => entry.IsAnchor),11}"));
        }
    }

    /// <summary>Writes a line a version.</summary>
    public static void WriteVersions(StoreHistory history, TextWriter output)
    {
        var width = history.Versions.Max(version => version.Version.Length);
        foreach (var version in history.Versions)
        {
            var anchors = version.Entries.Count(entry => entry.IsAnchor);
            var note = history.PeriodOf(version) is null ? "   another came on the same day" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Day(version),-10}  {Printable.Text(version.Version).PadRight(width)}  {anchors,5} anchors{note}"));
        }
    }

    /// <summary>Writes one version, a line an entry.</summary>
    public static void WriteVersion(
        StoreHistory history, StoreVersion version, Func<Fingerprint, Certificate?> certificates, TextWriter output)
    {
        var until = history.PeriodOf(version)?.Until is { } end && end < DateTimeOffset.MaxValue ? $" until {TimeArgument.Day(end)}" : "";
        output.WriteLine($"{Printable.Text(version.Store)} {Printable.Text(version.Version)}, in force from {Day(version)}{until}: "
            + $"{version.Entries.Count(entry => entry.IsAnchor)} anchors");
        if (version.Source.Length > 0) output.WriteLine($"source: {Printable.Text(version.Source)}");
        output.WriteLine();
        foreach (var entry in version.Entries) output.WriteLine("  " + LineOf(entry, certificates));
        foreach (var blocked in version.Blocked) output.WriteLine($"  {blocked.Short}  {NameOf(blocked, certificates)}  blocked, whoever signed it");
    }

    /// <summary>Writes what differs between two versions.</summary>
    public static void WriteDifference(
        StoreVersion before, StoreVersion after, StoreDifference difference,
        Func<Fingerprint, Certificate?> certificates, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Title(before)} to {Title(after)}: {difference.Added.Length} added, {difference.Removed.Length} removed, {difference.Changed.Length} changed"));
        if (difference.Added.Length + difference.Removed.Length + difference.Changed.Length > 0) output.WriteLine();
        foreach (var entry in difference.Added) output.WriteLine($" +  {LineOf(entry, certificates)}");
        foreach (var entry in difference.Removed) output.WriteLine($" -  {LineOf(entry, certificates)}");
        foreach (var (was, now) in difference.Changed)
        {
            output.WriteLine($" ~  {now.Certificate.Short}  {NameOf(now.Certificate, certificates)}");
            output.WriteLine($"      was  {Limits(was)}");
            output.WriteLine($"      is   {Limits(now)}");
        }
    }

    /// <summary>Writes what an import brought.</summary>
    public static void WriteImport(IReadOnlyCollection<StoreImport> imports, int changed, StoreCatalog catalog, TextWriter output)
    {
        var versions = imports.SelectMany(import => import.Versions).ToArray();
        var missing = versions.SelectMany(version => version.Entries).Where(entry => entry.IsAnchor)
            .Select(entry => entry.Certificate).Distinct().Count(anchor => catalog.Find(anchor) is null);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"versions read: {versions.Length}, of stores: {versions.Select(version => version.Store).Distinct().Count()}, new: {changed}; catalogue: {catalog.Folder}"));
        if (missing > 0)
            output.WriteLine($"anchors whose certificates are not at hand, so that they count for nothing yet: {missing}; import again with --certificates FILE");
    }

    private static string LineOf(StoreEntry entry, Func<Fingerprint, Certificate?> certificates) =>
        $"{entry.Certificate.Short}  {NameOf(entry.Certificate, certificates),-56}  {StoreDifference.TextOf(entry)}".TrimEnd();

    private static string NameOf(Fingerprint fingerprint, Func<Fingerprint, Certificate?> certificates) =>
        certificates(fingerprint) is { } certificate ? Printable.Text(certificate.Subject.FriendlyText) : "(certificate not at hand)";

    private static string Limits(StoreEntry entry) => StoreDifference.TextOf(entry) is { Length: > 0 } text ? text : "no limits";

    private static string Title(StoreVersion version) => $"{Printable.Text(version.Store)} {Day(version)}";

    private static string Day(StoreVersion version) => version.Date is { } date ? TimeArgument.Day(date) : "undated";
}
