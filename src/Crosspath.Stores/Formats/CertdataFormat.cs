using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>NSS's <c>certdata.txt</c>, the source of Mozilla's built-in roots.</summary>
internal sealed class CertdataFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("nss-certdata",
        "certdata.txt of NSS: trust bits, distrust, and distrust-after dates for TLS and mail");

    public bool Recognizes(StoreFile file) =>
        file.Content.Span.IndexOf("BEGINDATA"u8) >= 0 && file.Content.Span.IndexOf("CKA_CLASS CK_OBJECT_CLASS"u8) >= 0;

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        var parser = new CertdataParser(file.Text);
        if (!parser.TryParse(out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        new CertdataTrust(parser.Objects, file.Known, draft).Describe();
        reading = draft.ToReading() with { Version = parser.Revision, Date = parser.Date };
        return true;
    }
}
