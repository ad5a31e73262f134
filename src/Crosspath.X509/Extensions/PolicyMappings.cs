using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>A policy of the issuer's domain that the subject's domain calls otherwise.</summary>
public readonly record struct PolicyMapping(ObjectIdentifier IssuerPolicy, ObjectIdentifier SubjectPolicy);

/// <summary>policyMappings: RFC 5280 section 4.2.1.5.</summary>
/// <param name="Mappings">In order.</param>
public sealed record PolicyMappings(ImmutableArray<PolicyMapping> Mappings)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static PolicyMappings? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        var mappings = ImmutableArray.CreateBuilder<PolicyMapping>();
        var items = new DerReader(value.Span, sequence);
        while (!items.AtEnd)
        {
            if (!items.TryNext(DerTag.Sequence, out var item)) return null;
            var fields = new DerReader(value.Span, item);
            if (!fields.TryNext(DerTag.ObjectIdentifier, out var issuer)) return null;
            if (!fields.TryNext(DerTag.ObjectIdentifier, out var subject)) return null;
            mappings.Add(new PolicyMapping(
                new ObjectIdentifier(Slice.Content(issuer).Of(value)),
                new ObjectIdentifier(Slice.Content(subject).Of(value))));
        }
        return new PolicyMappings(mappings.ToImmutable());
    }
}
