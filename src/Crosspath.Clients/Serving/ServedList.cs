using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients.Serving;

/// <summary>A list of certificates that a server could send, and what clients make of it.</summary>
/// <param name="Certificates">In the order in which they are sent, the leaf first.</param>
/// <param name="Verdicts">By client, in the question's order: over the segments of time, in order.</param>
public sealed record ServedList(
    ImmutableArray<Certificate> Certificates, ImmutableArray<ImmutableArray<ClientVerdict>> Verdicts)
{
    /// <summary>The length of certificate_list in TLS 1.3's Certificate message (RFC 8446 section 4.4.2): three bytes for its
    /// own length, and for each certificate three for its length and two for that of its extensions. TLS 1.2 sends two less
    /// for each.</summary>
    public int Bytes => 3 + Certificates.Sum(certificate => 3 + certificate.Raw.Length + 2);

    /// <summary>Between 0 and 1: how much of the clients' weight, over the time, is served.</summary>
    public double Score { get; init; }

    /// <summary>When clients cease to accept it, in order.</summary>
    public ImmutableArray<Breakage> Breaks { get; init; } = [];
}

/// <summary>What one client makes of a list at one time.</summary>
/// <param name="IsAccepted">Whether it goes on.</param>
/// <param name="Reason">Why.</param>
public readonly record struct ClientVerdict(bool IsAccepted, string Reason);

/// <summary>Clients that cease to accept.</summary>
/// <param name="Date">The first instant at which they do not.</param>
/// <param name="Clients">Their names.</param>
public sealed record Breakage(DateTimeOffset Date, ImmutableArray<string> Clients);
