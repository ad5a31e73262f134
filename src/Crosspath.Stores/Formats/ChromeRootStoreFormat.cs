using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>The Chrome Root Store as Chromium's sources have it: <c>root_store.textproto</c>.</summary>
internal sealed class ChromeRootStoreFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("chrome-root-store",
        "root_store.textproto of Chromium: roots by hash, with SCT dates, DNS names and other constraints");

    // Comments at its head are long; "trust_anchors {" occurs in no other form.
    public bool Recognizes(StoreFile file) =>
        file.Content.Span.IndexOf("sha256_hex"u8) >= 0 && file.Content.Span.IndexOf("trust_anchors"u8) >= 0
            && !file.Head.StartsWith("<"u8);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        if (!ProtoText.TryParse(file.Text, out var store, out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        foreach (var anchor in store.All("trust_anchors")) new ChromeAnchor(anchor, file.Known, draft).Describe();
        reading = draft.ToReading() with { Version = store.Value("version_major") };
        return true;
    }
}
