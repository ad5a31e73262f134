using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Web;

/// <summary>What the server has of its own, as whoever starts it gives it.</summary>
/// <param name="Certificates">The corpus, and whatever else lies between.</param>
/// <param name="Roots">Trusted for everything, without a store.</param>
/// <param name="Shelf">The stores.</param>
/// <param name="Stores">The stores of a question that names none; empty for all.</param>
internal sealed record Holdings(
    IReadOnlyList<Certificate> Certificates, IReadOnlyList<Certificate> Roots, StoreShelf Shelf,
    IReadOnlyList<StoreChoice> Stores)
{
    /// <summary>Verdicts on signatures that are known already.</summary>
    public VerdictMemory Verdicts { get; init; } = new();

    /// <summary>Takes the census of the corpus, which may last; what comes back writes it as JSON, with or without its
    /// groups. Null where there is no corpus of which one could be taken.</summary>
    public Func<Action<Stream, bool>>? Census { get; init; }
}
