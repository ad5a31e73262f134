using System.Collections.Immutable;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>subjectAltName, or issuerAltName: RFC 5280 sections 4.2.1.6 and 4.2.1.7.</summary>
/// <param name="Names">In order.</param>
public sealed record SubjectAlternativeName(ImmutableArray<GeneralName> Names)
{
    /// <summary>Reads the extension's value; null when it cannot be read.</summary>
    public static SubjectAlternativeName? Read(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence) || !reader.AtEnd) return null;
        return GeneralName.TryReadAll(value, sequence, out var names) ? new SubjectAlternativeName([.. names]) : null;
    }
}
