using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Certificates and revocation lists out of the files that a command names.</summary>
/// <param name="Certificates">In the order of the files, repetitions included.</param>
/// <param name="RevocationLists">Likewise.</param>
internal sealed record CertificateInput(
    IReadOnlyList<Certificate> Certificates, IReadOnlyList<RevocationList> RevocationLists)
{
    /// <summary>Reads files; what cannot be read is reported and passed over.</summary>
    /// <param name="endpoints">What reads words of the form host:port; null where they are no input.</param>
    /// <exception cref="UsageException">A file cannot be opened, or holds nothing that can be read.</exception>
    /// <exception cref="IOException">A server cannot be asked.</exception>
    public static CertificateInput Read(IEnumerable<string> paths, InputReport report, EndpointInput? endpoints = null)
    {
        var certificates = new List<Certificate>();
        var lists = new List<RevocationList>();
        foreach (var path in paths) Visit(path, report, certificates.Add, lists.Add, endpoints);
        return new CertificateInput(certificates, lists);
    }

    /// <summary>Goes through a file without keeping what is in it.</summary>
    /// <exception cref="UsageException">The file cannot be opened, or holds nothing that can be read.</exception>
    public static void Visit(
        string path, InputReport report, Action<Certificate> visitCertificate, Action<RevocationList> visitList,
        EndpointInput? endpoints = null)
    {
        // Reported only once something else is found; a file of nothing but faults is one error.
        var problems = new List<InputItem.Unreadable>();
        var (found, unlisted) = (0, 0);
        foreach (var item in Items(path, report, endpoints))
        {
            var problem = Visit(item, visitCertificate, visitList);
            if (problem is null) found++;
            else if (problems.Count < InputReport.MostWarnings) problems.Add(problem);
            else unlisted++;
        }
        if (found == 0) throw Unusable(path, problems, endpoints);
        foreach (var problem in problems) report.Warn(problem);
        report.CountUnlisted(unlisted);
    }

    private static InputItem.Unreadable? Visit(
        InputItem item, Action<Certificate> visitCertificate, Action<RevocationList> visitList)
    {
        switch (item)
        {
            case InputItem.FoundCertificate found:
                if (!Certificate.TryRead(found.Der, out var certificate, out var error))
                    return Damaged(item, "certificate", error);
                visitCertificate(certificate);
                return null;
            case InputItem.FoundCrl found:
                if (!RevocationList.TryRead(found.Der, out var list, out error))
                    return Damaged(item, "revocation list", error);
                visitList(list);
                return null;
            default:
                return (InputItem.Unreadable)item;
        }
    }

    private static IEnumerable<InputItem> Items(string path, InputReport report, EndpointInput? endpoints) =>
        path == "-" ? CertificateFiles.Read(report.StandardInput, "standard input")
        : endpoints is not null && EndpointInput.Named(path) is { } endpoint ? endpoints.Read(endpoint)
        : endpoints?.Corpora is { Count: > 0 } corpora && !Path.Exists(path) && Fingerprint.TryParse(path, out var fingerprint)
            ? CorpusFile.Find(fingerprint, corpora)
        : CorpusFile.IsOne(path) ? CorpusFile.Cas(path)
        : CertificateFiles.Read(path);

    private static InputItem.Unreadable Damaged(InputItem item, string what, ReadError error) =>
        new(item.Source, item.Offset, UnreadableKind.Damaged, $"the {what} {error}");

    private static Exception Unusable(string path, List<InputItem.Unreadable> problems, EndpointInput? endpoints)
    {
        if (problems is not [var first, ..]) return new UsageException($"{path}: holds no certificate");
        // The parser takes an option that it does not know for one more file.
        if (path.StartsWith("--", StringComparison.Ordinal) && !File.Exists(path))
            return new UsageException($"there is no option '{path}'; see --help");
        if (EndpointInput.Named(path) is null) return new UsageException($"{first.Source}: {first.Reason}");
        return endpoints is null
            ? new UsageException($"{path}: a server can be asked as TARGET only; elsewhere name files")
            : new IOException($"{path}: nothing that it serves can be read: {first.Reason}");
    }
}
