using System.Buffers.Binary;

namespace Crosspath.X509;

/// <summary>
/// The certificates of Java's own key store files, JKS and JCEKS: those of trusted entries and the chains of key
/// entries. Neither is encrypted, so no password is asked for, and the digest at the end, which is keyed with the
/// password, is not checked.
/// </summary>
/// <remarks>
/// The format is that of OpenJDK's <c>sun.security.provider.JavaKeyStore</c> and
/// <c>com.sun.crypto.provider.JceKeyStore</c>, written with Java's <c>DataOutput</c>: big-endian, strings with a length
/// of two bytes.
/// </remarks>
internal sealed class JavaKeyStore
{
    private const int KeyEntry = 1;
    private const int TrustedEntry = 2;

    private readonly byte[] bytes;
    private readonly InputContext context;
    private readonly int version;
    private int position = 12;

    private JavaKeyStore(byte[] bytes, InputContext context)
    {
        (this.bytes, this.context) = (bytes, context);
        version = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4));
    }

    public static IEnumerable<InputItem> Read(byte[] bytes, InputContext context)
    {
        if (bytes.Length < 12) return [context.Damaged(0, "a Java key store that is cut short")];
        var store = new JavaKeyStore(bytes, context);
        return store.version is 1 or 2
            ? store.ReadEntries()
            : [context.Damaged(4, $"a Java key store of unknown version {store.version}")];
    }

    private IEnumerable<InputItem> ReadEntries()
    {
        var entries = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
        var any = false;
        for (var entry = 0u; entry < entries; entry++)
        {
            var start = position;
            if (EnterEntry() is not { } certificates)
            {
                yield return context.Damaged(start, $"entry {entry + 1} of {entries} of the key store is broken");
                yield break;
            }

            for (var i = 0u; i < certificates; i++)
            {
                if (TakeCertificate() is not { } item)
                {
                    yield return context.Damaged(start, $"entry {entry + 1} of {entries} is cut short");
                    yield break;
                }

                any = true;
                yield return item;
            }
        }

        if (!any) yield return context.None("a Java key store without certificates");
    }

    // Up to the entry's certificates; gives their number. The third kind of entry, a secret key, is a serialized Java
    // object whose end only Java knows.
    private uint? EnterEntry()
    {
        var tag = TakeInt();
        if (tag is not (KeyEntry or TrustedEntry) || !SkipString() || !Skip(8)) return null;
        if (tag == TrustedEntry) return 1;
        return TakeInt() is { } keyLength && Skip(keyLength) ? TakeInt() : null;
    }

    private InputItem? TakeCertificate()
    {
        if (version == 2 && !SkipString()) return null;
        if (TakeInt() is not { } length || length > bytes.Length - position) return null;
        var start = position;
        position += (int)length;
        var element = BerElement.At(bytes, start, position);
        return element is { IsCut: false } whole && BerContent.KindOf(bytes, whole) == BerKind.Certificate
            ? new InputItem.FoundCertificate(context.Source, start, bytes.AsSpan(whole.Start..whole.End).ToArray())
            : context.Damaged(start, "an entry of the key store that holds no X.509 certificate");
    }

    private uint? TakeInt()
    {
        if (bytes.Length - position < 4) return null;
        var value = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(position));
        position += 4;
        return value;
    }

    private bool SkipString()
    {
        if (bytes.Length - position < 2) return false;
        return Skip(2u + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(position)));
    }

    private bool Skip(uint count)
    {
        if (count > bytes.Length - position) return false;
        position += (int)count;
        return true;
    }
}
