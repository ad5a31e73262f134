using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Crosspath.Paths;

namespace Crosspath.Stores.Formats;

/// <summary>PEM with any text between its blocks, and bare base64; of OpenSSL's <c>TRUSTED CERTIFICATE</c> blocks the
/// trust settings count.</summary>
internal sealed class PemBundleFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("pem",
        "PEM bundle, also with OpenSSL's TRUSTED CERTIFICATE blocks (Fedora's ca-bundle.trust.crt), or bare base64");

    // JSON with PEM in it is a report on something, and not a list of what to trust.
    public bool Recognizes(StoreFile file) =>
        (file.Content.Span.IndexOf("-----BEGIN "u8) >= 0
            && !file.Head.StartsWith("{"u8) && !file.Head.StartsWith("["u8))
        || file.Head.StartsWith("MII"u8)
        || file.Content.Span.StartsWith<byte>([0xFF, 0xFE]) || file.Content.Span.StartsWith<byte>([0xFE, 0xFF]);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        var items = new ContainerItems(file, "line");
        var draft = new StoreDraft(Description.Name);
        foreach (var (certificate, place, offset) in items.Certificates(draft))
        {
            draft.Carry(certificate);
            var entry = new StoreEntry(certificate.Fingerprint, AnchorLimits.None);
            if (OpenSslTrust.IsTrusted(file.Content.Span, offset)
                && !OpenSslTrust.TryApply(file.Content.Span[(int)offset..], ref entry))
                draft.Report(place, "the trust settings behind the certificate cannot be read: they do not count");
            draft.Add(entry, place);
        }
        if (!items.TryFinish(draft, out reading, out problem)) return false;
        reading = reading with { Date = DateOf(file.Head) };
        return true;
    }

    // curl's bundles say at their head which state of Mozilla's list they were made from.
    private static DateTimeOffset? DateOf(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> phrase = "Certificate data from Mozilla as of: "u8;
        var at = head.IndexOf(phrase);
        if (at < 0) return null;
        var line = head[(at + phrase.Length)..];
        if (line.IndexOf((byte)'\n') is var end and >= 0) line = line[..end];
        var text = Encoding.ASCII.GetString(line).Replace("GMT", "", StringComparison.Ordinal).Trim();
        return DateTimeOffset.TryParseExact(text, ["ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
