using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Paths;

/// <summary>What a certificate is to be used for: RFC 5280 section 4.2.1.12.</summary>
public sealed record Purpose
{
    private Purpose(string name, string? oid, KeyUsages usages)
    {
        Name = name;
        Oid = oid is null ? null : ObjectIdentifier.Parse(oid);
        Usages = usages;
    }

    /// <summary>TLS servers.</summary>
    public static Purpose ServerAuth { get; } = new("serverAuth", "1.3.6.1.5.5.7.3.1",
        KeyUsages.DigitalSignature | KeyUsages.KeyEncipherment | KeyUsages.KeyAgreement);

    /// <summary>TLS clients.</summary>
    public static Purpose ClientAuth { get; } = new("clientAuth", "1.3.6.1.5.5.7.3.2",
        KeyUsages.DigitalSignature | KeyUsages.KeyAgreement);

    /// <summary>Signed or encrypted mail.</summary>
    public static Purpose EmailProtection { get; } = new("emailProtection", "1.3.6.1.5.5.7.3.4",
        KeyUsages.DigitalSignature | KeyUsages.NonRepudiation | KeyUsages.KeyEncipherment | KeyUsages.KeyAgreement);

    /// <summary>Signed code.</summary>
    public static Purpose CodeSigning { get; } = new("codeSigning", "1.3.6.1.5.5.7.3.3", KeyUsages.DigitalSignature);

    /// <summary>No purpose is asked for: key usage and extended key usage of the target are not looked at.</summary>
    public static Purpose Any { get; } = new("any", null, KeyUsages.None);

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<Purpose> All { get; } = [ServerAuth, ClientAuth, EmailProtection, CodeSigning, Any];

    /// <summary>The name that commands and JSON use.</summary>
    public string Name { get; }

    /// <summary>The extended key usage; null for <see cref="Any"/>.</summary>
    public ObjectIdentifier? Oid { get; }

    /// <summary>Of these key usages a target with the extension needs one; none for <see cref="Any"/>.</summary>
    public KeyUsages Usages { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
