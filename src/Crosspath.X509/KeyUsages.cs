namespace Crosspath.X509;

/// <summary>What a key may be used for: RFC 5280 section 4.2.1.3.</summary>
[Flags]
public enum KeyUsages
{
#pragma warning disable CS1591 // the names are RFC 5280's own
    None = 0,
    DigitalSignature = 1 << 0,
    NonRepudiation = 1 << 1,
    KeyEncipherment = 1 << 2,
    DataEncipherment = 1 << 3,
    KeyAgreement = 1 << 4,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
    EncipherOnly = 1 << 7,
    DecipherOnly = 1 << 8,
#pragma warning restore CS1591
}
