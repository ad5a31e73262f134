using System.Collections.Immutable;

namespace Crosspath.Fetch.Tls;

/// <summary>The Certificate message: RFC 8446 section 4.4.2, RFC 5246 section 7.4.2.</summary>
internal static class CertificateMessage
{
    /// <summary>The entries, in the order of the message.</summary>
    /// <param name="body">The message without its header.</param>
    /// <param name="isTls13">Whether entries have extensions.</param>
    public static ImmutableArray<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> body, bool isTls13)
    {
        var reader = new TlsReader(body);
        if (isTls13) reader.Vector(1); // the request's context, empty here
        var list = new TlsReader(reader.Vector(3));
        var entries = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (!list.IsAtEnd)
        {
            entries.Add(list.Vector(3));
            if (isTls13) list.Vector(2);
        }
        return entries.ToImmutable();
    }
}
