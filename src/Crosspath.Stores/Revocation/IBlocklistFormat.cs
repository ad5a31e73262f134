using System.Diagnostics.CodeAnalysis;
using Crosspath.Stores.Formats;

namespace Crosspath.Stores.Revocation;

/// <summary>One form in which blocklists are published.</summary>
internal interface IBlocklistFormat
{
    /// <summary>Name and description, for help and documents.</summary>
    StoreFormat Description { get; }

    /// <summary>Whether a file has this form, as its first look tells; it may turn out to be broken.</summary>
    bool Recognizes(StoreFile file);

    /// <summary>Reads a file of this form.</summary>
    /// <param name="problem">Otherwise: what stands in the way, and where.</param>
    bool TryRead(
        StoreFile file, [NotNullWhen(true)] out Blocklist? list, [NotNullWhen(false)] out StoreProblem? problem);
}
