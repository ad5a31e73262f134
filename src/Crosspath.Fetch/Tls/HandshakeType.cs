namespace Crosspath.Fetch.Tls;

/// <summary>Handshake messages: RFC 8446 section 4.</summary>
internal static class HandshakeType
{
    public const int ClientHello = 1;
    public const int ServerHello = 2;
    public const int Certificate = 11;
    public const int ServerHelloDone = 14;
    public const int Finished = 20;
}

/// <summary>Extensions: RFC 8446 section 4.2, and those of TLS 1.2.</summary>
internal static class ExtensionType
{
    public const int ServerName = 0;
    public const int SupportedGroups = 10;
    public const int PointFormats = 11;
    public const int SignatureAlgorithms = 13;
    public const int ExtendedMasterSecret = 23;
    public const int SupportedVersions = 43;
    public const int KeyShare = 51;
    public const int RenegotiationInfo = 0xFF01;
}
