using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

/// <summary>Extended key usages by the names that lists give them.</summary>
internal static class Purposes
{
    /// <summary>id-kp-serverAuth, RFC 5280 section 4.2.1.12.</summary>
    public static ObjectIdentifier Server { get; } = Purpose.ServerAuth.Oid!.Value;

    /// <summary>id-kp-clientAuth.</summary>
    public static ObjectIdentifier Client { get; } = Purpose.ClientAuth.Oid!.Value;

    /// <summary>id-kp-codeSigning.</summary>
    public static ObjectIdentifier Code { get; } = Purpose.CodeSigning.Oid!.Value;

    /// <summary>id-kp-emailProtection.</summary>
    public static ObjectIdentifier Email { get; } = Purpose.EmailProtection.Oid!.Value;

    /// <summary>id-kp-timeStamping.</summary>
    public static ObjectIdentifier TimeStamping { get; } = ObjectIdentifier.Parse("1.3.6.1.5.5.7.3.8");

    /// <summary>anyExtendedKeyUsage.</summary>
    public static ObjectIdentifier Any { get; } = ObjectIdentifier.Parse("2.5.29.37.0");

    /// <summary>No purpose: listed, but no anchor.</summary>
    public static ImmutableArray<ObjectIdentifier> None { get; } = [];
}
