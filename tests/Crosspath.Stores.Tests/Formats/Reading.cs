using System.Text;
using Crosspath.Stores.Formats;
using Crosspath.Testing;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Tests.Formats;

/// <summary>Reads stores, and shows them in few words.</summary>
internal static class Reading
{
    public static StoreReading OfShared(string file, IReadOnlyList<Certificate>? known = null) =>
        Of(File.ReadAllBytes(SharedData.PathOf("data", "formats", file)), known);

    public static StoreReading Of(string text, IReadOnlyList<Certificate>? known = null) =>
        Of(Encoding.UTF8.GetBytes(text), known);

    public static StoreReading Of(byte[] content, IReadOnlyList<Certificate>? known = null)
    {
        Assert.True(StoreFiles.TryRead(content, "store", known ?? [], out var reading, out var problem), problem);
        return reading;
    }

    public static string Refusal(string text) => Refusal(Encoding.UTF8.GetBytes(text));

    public static string Refusal(byte[] content)
    {
        Assert.False(StoreFiles.TryRead(content, "store", [], out _, out var problem));
        return problem;
    }

    public static string? Text(IEnumerable<ObjectIdentifier>? purposes) =>
        purposes is null ? null : HistoryRow.Sorted(purposes.Select(purpose => purpose.ToString()));
}
