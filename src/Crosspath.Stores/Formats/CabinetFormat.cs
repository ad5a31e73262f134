using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>Microsoft's list as Windows Update publishes it: <c>authrootstl.cab</c>.</summary>
internal sealed class CabinetFormat : IStoreFormat
{
    private readonly TrustListFormat _list = new();

    public StoreFormat Description { get; } = new("ms-authroot-cab",
        "authrootstl.cab of Microsoft: authroot.stl in a cabinet, stored or MSZIP");

    public bool Recognizes(StoreFile file) => file.Content.Span.StartsWith("MSCF"u8);

    public bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = null;
        if (!Cabinet.TryReadFirstFile(file.Content, out var content, out problem)) return false;
        var inner = new StoreFile(content, file.Known);
        if (_list.Recognizes(inner)) return _list.TryRead(inner, out reading, out problem);
        problem = new StoreProblem("byte 0", "a cabinet whose first file is no certificate trust list");
        return false;
    }
}
