using System.Diagnostics.CodeAnalysis;

namespace Crosspath.Stores.Formats;

/// <summary>One form in which root stores are published.</summary>
internal interface IStoreFormat
{
    /// <summary>Name and description, for help and documents.</summary>
    StoreFormat Description { get; }

    /// <summary>Whether a file has this form, as its first look tells; it may turn out to be broken.</summary>
    bool Recognizes(StoreFile file);

    /// <summary>Reads a file of this form.</summary>
    /// <param name="problem">Otherwise: what stands in the way, and where.</param>
    bool TryRead(
        StoreFile file, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem);
}
