using Crosspath.X509;

namespace Crosspath.Cli.Inputs;

/// <summary>Certificates and revocation lists out of the files that a command names.</summary>
/// <param name="Certificates">In the order of the files, repetitions included.</param>
/// <param name="RevocationLists">Likewise.</param>
internal sealed record CertificateInput(
    IReadOnlyList<Certificate> Certificates, IReadOnlyList<RevocationList> RevocationLists)
{
    /// <summary>Reads files; what cannot be read is reported and passed over.</summary>
    /// <exception cref="UsageException">A file cannot be opened, or holds nothing that can be read.</exception>
    public static CertificateInput Read(IEnumerable<string> paths, InputReport report)
    {
        var certificates = new List<Certificate>();
        var lists = new List<RevocationList>();
        foreach (var path in paths)
        {
            var before = certificates.Count + lists.Count;
            var problems = ReadFile(path, certificates, lists);
            if (certificates.Count + lists.Count == before) throw Unusable(path, problems);
            foreach (var problem in problems) report.Warn(problem);
        }
        return new CertificateInput(certificates, lists);
    }

    private static List<InputItem.Unreadable> ReadFile(
        string path, List<Certificate> certificates, List<RevocationList> lists)
    {
        var problems = new List<InputItem.Unreadable>();
        foreach (var item in Items(path))
        {
            switch (item)
            {
                case InputItem.FoundCertificate found:
                    if (Certificate.TryRead(found.Der, out var certificate, out var error)) certificates.Add(certificate);
                    else problems.Add(Damaged(item, "certificate", error));
                    break;
                case InputItem.FoundCrl found:
                    if (RevocationList.TryRead(found.Der, out var list, out error)) lists.Add(list);
                    else problems.Add(Damaged(item, "revocation list", error));
                    break;
                case InputItem.Unreadable unreadable:
                    problems.Add(unreadable);
                    break;
            }
        }
        return problems;
    }

    private static IEnumerable<InputItem> Items(string path) =>
        path == "-" ? CertificateFiles.Read(Console.OpenStandardInput(), "standard input") : CertificateFiles.Read(path);

    private static InputItem.Unreadable Damaged(InputItem item, string what, ReadError error) =>
        new(item.Source, item.Offset, UnreadableKind.Damaged, $"the {what} {error}");

    private static UsageException Unusable(string path, List<InputItem.Unreadable> problems) =>
        new(problems is [var first, ..] ? $"{first.Source}: {first.Reason}" : $"{path}: holds no certificate");
}
