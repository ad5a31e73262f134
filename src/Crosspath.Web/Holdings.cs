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
}
