using System.Text;
using Crosspath.Stores.Revocation;
using Crosspath.Testing;

namespace Crosspath.Stores.Tests.Revocation;

/// <summary>Reads blocklists.</summary>
internal static class Blocklists
{
    public static byte[] Bytes(string file) => File.ReadAllBytes(SharedData.PathOf("data", "revocations", file));

    public static Blocklist OfShared(string file) => Of(Bytes(file));

    public static Blocklist Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static Blocklist Of(byte[] content)
    {
        Assert.True(BlocklistFiles.TryRead(content, "list", out var list, out var problem), problem);
        return list;
    }

    public static string Refusal(string text) => Refusal(Encoding.UTF8.GetBytes(text));

    public static string Refusal(byte[] content)
    {
        Assert.False(BlocklistFiles.TryRead(content, "list", out _, out var problem));
        return problem;
    }

    public static int Count<T>(Blocklist list) where T : BlocklistEntry => list.Entries.OfType<T>().Count();
}
