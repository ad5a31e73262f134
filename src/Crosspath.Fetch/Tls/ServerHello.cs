using System.Buffers.Binary;

namespace Crosspath.Fetch.Tls;

/// <summary>What the server chose: RFC 8446 section 4.1.3.</summary>
/// <param name="Version">Such as 0x0304.</param>
/// <param name="Suite">The cipher suite.</param>
/// <param name="Group">The group of its key; 0 when it sent none.</param>
/// <param name="Key">Its key; empty when it sent none.</param>
/// <param name="IsRetry">Whether it is a HelloRetryRequest.</param>
internal sealed record ServerHello(int Version, int Suite, int Group, ReadOnlyMemory<byte> Key, bool IsRetry)
{
    private static readonly byte[] RetryRandom =
        Convert.FromHexString("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");

    /// <summary>The version in words.</summary>
    public string VersionName => Version switch
    {
        0x0304 => "TLS 1.3",
        0x0303 => "TLS 1.2",
        0x0302 => "TLS 1.1",
        0x0301 => "TLS 1.0",
        _ => $"TLS 0x{Version:x4}",
    };

    /// <summary>Reads the body of the message.</summary>
    public static ServerHello Read(ReadOnlyMemory<byte> body)
    {
        var reader = new TlsReader(body);
        var version = reader.Number();
        var isRetry = reader.Octets(32).Span.SequenceEqual(RetryRandom);
        reader.Vector(1); // the session
        var suite = reader.Number();
        reader.Octet(); // compression
        var (group, key) = (0, ReadOnlyMemory<byte>.Empty);
        if (reader.IsAtEnd) return new ServerHello(version, suite, group, key, isRetry);
        var extensions = new TlsReader(reader.Vector(2));
        while (!extensions.IsAtEnd)
        {
            var (type, value) = (extensions.Number(), extensions.Vector(2));
            if (type == ExtensionType.SupportedVersions && value.Length == 2)
                version = BinaryPrimitives.ReadUInt16BigEndian(value.Span);
            if (type == ExtensionType.KeyShare && !isRetry)
            {
                var share = new TlsReader(value);
                (group, key) = (share.Number(), share.Vector(2));
            }
        }
        return new ServerHello(version, suite, group, key, isRetry);
    }
}
