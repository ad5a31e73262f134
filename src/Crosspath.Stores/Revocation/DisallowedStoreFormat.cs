using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>Microsoft's disallowed certificates as a serialized store, <c>disallowedcert.sst</c>.</summary>
internal sealed class DisallowedStoreFormat : IBlocklistFormat
{
    public StoreFormat Description { get; } = new("ms-disallowed-store",
        "disallowedcert.sst of Microsoft: a serialized store of certificates");

    public bool Recognizes(StoreFile file) => file.Content.Span.StartsWith("\0\0\0\0CERT"u8);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem)
    {
        list = null;
        var items = new ContainerItems(file, "byte");
        var draft = new StoreDraft(Description.Name);
        foreach (var (certificate, _, _) in items.Certificates(draft)) draft.Carry(certificate);
        if (!items.TryFinish(draft, out var reading, out problem)) return false;
        list = new Blocklist(BlocklistMechanism.MicrosoftDisallowed, null)
        {
            Certificates = reading.Certificates,
            Entries = [.. reading.Certificates.Select(Entry)],
            Problems = reading.Problems,
        };
        return true;
    }

    private static BlocklistEntry Entry(Certificate certificate) =>
        new BlocklistEntry.Certificate(certificate.Fingerprint);
}
