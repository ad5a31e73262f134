using System.Text;
using Crosspath.X509;

namespace Crosspath.Web.Questions;

/// <summary>Certificates and revocation lists that came with a question.</summary>
internal sealed class PostedFiles(int most)
{
    // Strangers' files: a tenth of what a user's own may cost.
    private static readonly InputLimits Limits = new()
    {
        BlockBytes = 8 << 20,
        WholeFileBytes = 32 << 20,
        UncompressedGrace = 16 << 20,
        KeyDerivationRounds = 300_000,
    };

    private readonly List<Certificate> _certificates = [];
    private readonly List<RevocationList> _lists = [];
    private readonly List<InputItem.Unreadable> _problems = [];

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<Certificate> Certificates => _certificates;

    /// <summary>Likewise.</summary>
    public IReadOnlyList<RevocationList> RevocationLists => _lists;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<InputItem.Unreadable> Problems => _problems;

    /// <summary>Reads texts: PEM, or base64 of anything.</summary>
    /// <exception cref="UsageException">There is too much in them.</exception>
    public PostedFiles Read(string name, IReadOnlyList<string> texts)
    {
        foreach (var (i, text) in texts.Index()) Read($"{name}[{i}]", Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">There is too much in it.</exception>
    public PostedFiles Read(string name, ReadOnlyMemory<byte> file)
    {
        if (file.IsEmpty) return this;
        using var stream = new MemoryStream(file.ToArray(), writable: false);
        foreach (var item in CertificateFiles.Read(stream, name, Limits)) Add(item);
        return this;
    }

    /// <summary>These, and others after them.</summary>
    public PostedFiles With(PostedFiles others)
    {
        var all = new PostedFiles(most);
        all._certificates.AddRange([.. _certificates, .. others._certificates]);
        all._lists.AddRange([.. _lists, .. others._lists]);
        all._problems.AddRange([.. _problems, .. others._problems]);
        return all;
    }

    private void Add(InputItem item)
    {
        if (_certificates.Count + _lists.Count + _problems.Count >= most)
            throw new UsageException($"{item.Source}: there is too much in it; send at most {most} certificates");
        switch (item)
        {
            case InputItem.FoundCertificate found:
                if (Certificate.TryRead(found.Der, out var certificate, out var error)) _certificates.Add(certificate);
                else _problems.Add(Damaged(item, "certificate", error));
                break;
            case InputItem.FoundCrl found:
                if (RevocationList.TryRead(found.Der, out var list, out error)) _lists.Add(list);
                else _problems.Add(Damaged(item, "revocation list", error));
                break;
            default:
                _problems.Add((InputItem.Unreadable)item);
                break;
        }
    }

    private static InputItem.Unreadable Damaged(InputItem item, string what, ReadError error) =>
        new(item.Source, item.Offset, UnreadableKind.Damaged, $"the {what} {error}");
}
