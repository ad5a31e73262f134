using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>certificatePolicies: RFC 5280 section 4.2.1.4. Qualifiers stay unread.</summary>
/// <param name="Policies">In order; no policy may occur twice.</param>
public sealed record CertificatePolicies(ImmutableArray<ObjectIdentifier> Policies)
{
    /// <summary>anyPolicy, 2.5.29.32.0.</summary>
    public static ObjectIdentifier AnyPolicy { get; } = ObjectIdentifier.Parse("2.5.29.32.0");

    /// <summary>Reads the extension's value; null when it cannot be read or names a policy twice.</summary>
    public static CertificatePolicies? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var policies = ImmutableArray.CreateBuilder<ObjectIdentifier>();
        var seen = new HashSet<ObjectIdentifier>();
        var items = new DerReader(value.Span, sequence);
        while (!items.AtEnd)
        {
            if (!items.TryNext(DerTag.Sequence, out var item)) return null;
            var fields = new DerReader(value.Span, item);
            if (!fields.TryNext(DerTag.ObjectIdentifier, out var oid)) return null;
            var policy = new ObjectIdentifier(Slice.Content(oid).Of(value));
            if (!seen.Add(policy)) return null;
            policies.Add(policy);
        }
        return new CertificatePolicies(policies.ToImmutable());
    }
}
