using System.Collections.Immutable;
using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;

namespace Crosspath.Federations;

/// <summary>The names that a domain certifies, as subtrees (RFC 5280 section 4.2.1.10). A realm without names says
/// nothing.</summary>
/// <param name="Names">Kind (<c>dns</c>, <c>email</c>, <c>uri</c>, <c>ip</c>, <c>directory</c>) and name.</param>
public sealed record Realm(ImmutableArray<(string Kind, string Name)> Names)
{
    /// <summary>No names are claimed.</summary>
    public static Realm None { get; } = new(ImmutableArray<(string Kind, string Name)>.Empty);

    /// <summary>Whether no names are claimed.</summary>
    public bool IsEmpty => Names.IsEmpty;

    /// <summary>The DNS names.</summary>
    public IEnumerable<string> DnsNames => Names.Where(name => name.Kind == "dns").Select(name => name.Name);

    /// <summary>As name constraints.</summary>
    public ImmutableArray<GeneralNameDraft> ToConstraints() =>
        [.. Names.Select(name => CrossSignConstraints.NameOf(name.Kind, name.Name)).OfType<GeneralNameDraft>()];

    /// <summary>Whether a DNS name lies in the realm.</summary>
    public bool HasDnsName(string host) => DnsNames.Any(name =>
        host.Equals(name, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
}
