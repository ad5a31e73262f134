using System.Security.Cryptography;
using System.Text;

namespace Crosspath.Fetch.Tls;

/// <summary>The first message: RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2.</summary>
/// <remarks>It offers all that is still to be met, weak or not: nothing is ever sent under what is agreed on.</remarks>
internal static class ClientHello
{
    private static readonly int[] Suites13 = [0x1301, 0x1302, 0x1303];

    // ECDHE and DHE with GCM, ChaCha20 and CBC, then RSA key transport; the last one is 3DES.
    private static readonly int[] Suites12 =
    [
        0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC0AC, 0xC0AD,
        0xC023, 0xC027, 0xC024, 0xC028, 0xC009, 0xC013, 0xC00A, 0xC014,
        0x009E, 0x009F, 0xCCAA, 0x0067, 0x006B, 0x0033, 0x0039, 0x009C, 0x009D, 0x003C, 0x003D, 0x002F, 0x0035, 0x000A,
    ];

    // ECDSA, EdDSA, RSASSA-PSS (both kinds of key), RSASSA-PKCS1-v1_5, and with SHA-1.
    private static readonly int[] SignatureSchemes =
    [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B,
        0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
    ];

    private static readonly int[] Versions12 = [0x0303, 0x0302, 0x0301];

    /// <summary>The whole handshake message.</summary>
    /// <param name="serverName">Null to name none.</param>
    /// <param name="versions">What is offered.</param>
    /// <param name="shares">Our keys.</param>
    public static byte[] Write(string? serverName, TlsVersions versions, KeyShares shares)
    {
        var (is13, is12) = (versions.HasFlag(TlsVersions.Tls13), versions.HasFlag(TlsVersions.Tls12));
        var hello = new TlsWriter();
        hello.Octet(HandshakeType.ClientHello);
        hello.Vector(3, () =>
        {
            hello.Number(0x0303);
            hello.Octets(RandomNumberGenerator.GetBytes(32));
            hello.Vector(1, () => hello.Octets(RandomNumberGenerator.GetBytes(32))); // RFC 8446 appendix D.4
            hello.Vector(2, () => Numbers(hello, [.. is13 ? Suites13 : [], .. is12 ? Suites12 : []]));
            hello.Vector(1, () => hello.Octet(0)); // no compression
            hello.Vector(2, () =>
            {
                WriteCommon(hello, serverName);
                if (is12) WriteForTls12(hello);
                if (is13) WriteForTls13(hello, is12, shares);
            });
        });
        return hello.ToArray();
    }

    private static void WriteCommon(TlsWriter hello, string? serverName)
    {
        if (serverName is not null)
        {
            hello.Extension(ExtensionType.ServerName, () => hello.Vector(2, () =>
            {
                hello.Octet(0); // host_name
                hello.Vector(2, () => hello.Octets(Encoding.ASCII.GetBytes(serverName)));
            }));
        }
        hello.Extension(ExtensionType.SupportedGroups, () => hello.Vector(2, () => Numbers(hello, KeyShares.Groups)));
        hello.Extension(
            ExtensionType.SignatureAlgorithms, () => hello.Vector(2, () => Numbers(hello, SignatureSchemes)));
    }

    private static void WriteForTls12(TlsWriter hello)
    {
        hello.Extension(ExtensionType.PointFormats, () => hello.Vector(1, () => hello.Octet(0))); // uncompressed
        hello.Extension(ExtensionType.ExtendedMasterSecret, () => { }); // RFC 7627: some servers insist
        hello.Extension(ExtensionType.RenegotiationInfo, () => hello.Vector(1, () => { })); // RFC 5746: likewise
    }

    private static void WriteForTls13(TlsWriter hello, bool isAlso12, KeyShares shares)
    {
        hello.Extension(ExtensionType.SupportedVersions, () =>
            hello.Vector(1, () => Numbers(hello, [0x0304, .. isAlso12 ? Versions12 : []])));
        hello.Extension(ExtensionType.KeyShare, () => hello.Vector(2, () =>
        {
            foreach (var group in KeyShares.Groups)
            {
                hello.Number(group);
                hello.Vector(2, () => hello.Octets(shares.PublicKey(group)));
            }
        }));
    }

    private static void Numbers(TlsWriter hello, IEnumerable<int> numbers)
    {
        foreach (var number in numbers) hello.Number(number);
    }
}
