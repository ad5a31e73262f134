using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Crosspath.Paths;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

/// <summary>A container that says nothing of its certificates: all are anchors for everything.</summary>
/// <param name="description">Which container.</param>
/// <param name="recognizes">Whether a file is one.</param>
internal sealed class CertificateContainerFormat(StoreFormat description, Func<StoreFile, bool> recognizes)
    : IStoreFormat
{
    /// <summary>All containers; the last one takes any text with PEM blocks.</summary>
    public static ImmutableArray<IStoreFormat> All { get; } =
    [
        new CertificateContainerFormat(new StoreFormat("java-keystore",
            "cacerts of Java in the forms JKS and JCEKS"), file => IsKeyStore(file.Content.Span)),
        new CertificateContainerFormat(new StoreFormat("serialized-store",
            "serialized certificate store of Windows (.sst)"), file => file.Content.Span.StartsWith("\0\0\0\0CERT"u8)),
        new CertificateContainerFormat(new StoreFormat("pkcs12",
            "PKCS#12 (.p12, .pfx), such as cacerts of newer Java; the password is changeit, empty or none"),
            file => InnerTag(file) == DerTag.Integer),
        new CertificateContainerFormat(new StoreFormat("pkcs7",
            "PKCS#7 bundle (.p7b, .p7c)"), file => InnerTag(file) == DerTag.ObjectIdentifier),
        new CertificateContainerFormat(new StoreFormat("der",
            "one certificate in DER"), file => InnerTag(file) == DerTag.Sequence),
        new PemBundleFormat(),
    ];

    public StoreFormat Description { get; } = description;

    public bool Recognizes(StoreFile file) => recognizes(file);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        var items = new ContainerItems(file, "byte");
        var draft = new StoreDraft(Description.Name);
        foreach (var (certificate, place, _) in items.Certificates(draft))
        {
            draft.Carry(certificate);
            draft.Add(new StoreEntry(certificate.Fingerprint, AnchorLimits.None), place);
        }
        return items.TryFinish(draft, out reading, out problem);
    }

    private static bool IsKeyStore(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFE, 0xED, 0xFE, 0xED]) || bytes.StartsWith<byte>([0xCE, 0xCE, 0xCE, 0xCE]);

    // What the outer SEQUENCE begins with tells PFX (a version), ContentInfo (a type) and certificates apart.
    private static byte? InnerTag(StoreFile file)
    {
        var bytes = file.Content.Span;
        if (bytes.Length < 4 || bytes[0] != DerTag.Sequence || bytes[1] < 0x80) return null;
        var first = 2 + (bytes[1] & 0x7F);
        return first < bytes.Length ? bytes[first] : null;
    }
}
