using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>Microsoft's list of what is disallowed, <c>disallowedcert.stl</c>: a certificate trust list in signed data.
/// </summary>
internal sealed class DisallowedListFormat : IBlocklistFormat
{
    // szOID_DISALLOWED_LIST, and by what a list may name certificates: SHA-1, SHA-256, szOID_DISALLOWED_HASH
    // (wincrypt.h).
    private const string DisallowedUsage = "1.3.6.1.4.1.311.10.3.30";
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string DisallowedHash = "1.3.6.1.4.1.311.10.11.15";

    public StoreFormat Description { get; } = new("ms-disallowed",
        "disallowedcert.stl of Microsoft: a signed list of hashes");

    public bool Recognizes(StoreFile file) => TrustList.IsTrustList(file.Content.Span);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = null;
        if (!TrustList.TryRead(file.Content, out var trustList, out problem)) return false;
        if (!trustList.Usages.Any(usage => usage.ToString() == DisallowedUsage))
        {
            problem = new StoreProblem("byte 0", "a list of what is trusted, and not of what is disallowed");
            return false;
        }
        var draft = new BlocklistDraft(BlocklistMechanism.MicrosoftDisallowed);
        var algorithm = trustList.SubjectAlgorithm.ToString();
        foreach (var subject in trustList.Subjects) Add(subject, algorithm, draft);
        list = draft.ToList(trustList.ThisUpdate) with
        {
            Version = trustList.SequenceNumber,
            Unsigned = TrustListSignature.Check(file.Content, file.Known),
        };
        return true;
    }

    private static void Add(TrustListSubject subject, string algorithm, BlocklistDraft draft)
    {
        var id = subject.Identifier.Span;
        var hex = Convert.ToHexStringLower(id[..Math.Min(id.Length, 64)]);
        BlocklistEntry? entry = (algorithm, id.Length) switch
        {
            (Sha1, 20) => new BlocklistEntry.CertificateSha1(hex),
            (Sha256, Fingerprint.Size) => new BlocklistEntry.Certificate(new Fingerprint(id)),
            (DisallowedHash, 16 or 20 or 32 or 48 or 64) => new BlocklistEntry.DisallowedHash(hex),
            _ => null,
        };
        if (entry is not null) draft.Add(entry with { From = subject.Time(104) });
        else draft.Report($"byte {subject.Offset}", "an entry that names a certificate in an unknown way");
    }
}
