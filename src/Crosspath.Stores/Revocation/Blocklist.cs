using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Stores.Revocation;

/// <summary>A published list of what some clients must not trust.</summary>
/// <param name="Mechanism">By which mechanism it reaches clients.</param>
/// <param name="Date">The day from which it counts; null when the list does not say.</param>
public sealed record Blocklist(BlocklistMechanism Mechanism, DateTimeOffset? Date)
{
    /// <summary>The version that the list itself names, such as a CRLSet's sequence; null when it names none.</summary>
    public string? Version { get; init; }

    /// <summary>What it distrusts.</summary>
    public ImmutableArray<BlocklistEntry> Entries { get; init; } = [];

    /// <summary>Certificates that it carries.</summary>
    public ImmutableArray<Certificate> Certificates { get; init; } = [];
}

/// <summary>A way in which distrust reaches clients.</summary>
/// <param name="Name">Such as <c>onecrl</c>; for commands and JSON.</param>
/// <param name="HonouredBy">Names of stores whose clients honour it, such as <c>nss</c>; empty when all do.</param>
public sealed record BlocklistMechanism(string Name, ImmutableArray<string> HonouredBy)
{
    /// <summary>Mozilla's list of revoked intermediates, which Firefox fetches.</summary>
    public static BlocklistMechanism OneCrl { get; } = new("onecrl", ["nss"]);

    /// <summary>Chrome's set of revoked certificates and blocked keys.</summary>
    public static BlocklistMechanism CrlSet { get; } = new("crlset", ["chrome"]);

    /// <summary>Microsoft's disallowed certificates.</summary>
    public static BlocklistMechanism MicrosoftDisallowed { get; } = new("ms-disallowed", ["ms-authroot"]);

    /// <summary>Apple's blocked certificates.</summary>
    public static BlocklistMechanism AppleBlocked { get; } = new("apple-blocked", ["apple"]);

    /// <summary>Revocation lists of the CAs themselves (RFC 5280).</summary>
    public static BlocklistMechanism Crl { get; } = new("crl", []);

    /// <summary>Answers of the CAs themselves (RFC 6960).</summary>
    public static BlocklistMechanism Ocsp { get; } = new("ocsp", []);
}

/// <summary>One thing that a list distrusts.</summary>
public abstract record BlocklistEntry
{
    private BlocklistEntry() { }

    /// <summary>From when on; null: from the list's own date.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>One certificate.</summary>
    /// <param name="Fingerprint">Its SHA-256.</param>
    public sealed record Certificate(Fingerprint Fingerprint) : BlocklistEntry;

    /// <summary>One certificate, by the SHA-1 of its DER, as older lists have it.</summary>
    public sealed record CertificateSha1(string Hex) : BlocklistEntry;

    /// <summary>What an issuer signed under a serial number.</summary>
    /// <param name="Issuer">The issuer's name.</param>
    /// <param name="SerialNumber">Content octets of the INTEGER.</param>
    public sealed record IssuerAndSerial(Name Issuer, ReadOnlyMemory<byte> SerialNumber) : BlocklistEntry;

    /// <summary>What a key signed under a serial number.</summary>
    /// <param name="IssuerKey">SHA-256 of the issuer's subject public key info.</param>
    /// <param name="SerialNumber">Content octets of the INTEGER.</param>
    public sealed record KeyAndSerial(Fingerprint IssuerKey, ReadOnlyMemory<byte> SerialNumber) : BlocklistEntry;

    /// <summary>A key, and with it all certificates that carry it, whoever signed them.</summary>
    /// <param name="KeyId">SHA-256 of the subject public key info.</param>
    public sealed record Key(Fingerprint KeyId) : BlocklistEntry;

    /// <summary>A subject's name together with the SHA-256 of its subject public key info (OneCRL's second form).</summary>
    public sealed record SubjectAndKey(Name Subject, Fingerprint KeyId) : BlocklistEntry;
}
