#pragma warning disable
namespace Crosspath.X509; public sealed class RevocationList { public static bool TryRead(ReadOnlyMemory<byte> b, out RevocationList list, out ReadError e) { list = new(); e = default; return true; } }
