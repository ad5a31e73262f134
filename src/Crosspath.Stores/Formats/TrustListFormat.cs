using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>Microsoft's list of trusted roots, <c>authroot.stl</c>: a certificate trust list in signed data.</summary>
internal sealed class TrustListFormat : IStoreFormat
{
    public StoreFormat Description { get; } = new("ms-authroot",
        "authroot.stl of Microsoft: a signed list of roots with purposes, disable dates and not-before limits");

    public bool Recognizes(StoreFile file) => TrustList.IsTrustList(file.Content.Span);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        if (!TrustList.TryRead(file.Content, out var list, out problem)) return false;
        var draft = new StoreDraft(Description.Name);
        foreach (var subject in list.Subjects) new TrustListRoot(subject, file.Known, draft).Describe();
        reading = draft.ToReading() with
        {
            Version = list.SequenceNumber,
            Date = list.ThisUpdate,
            Unsigned = TrustListSignature.Check(file.Content, file.Known),
        };
        return true;
    }
}
