using System.Collections.Immutable;
using Crosspath.Stores.Formats;
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

    /// <summary>What could not be used; the rest could.</summary>
    public ImmutableArray<StoreProblem> Problems { get; init; } = [];

    /// <summary>Why the list must not be believed although it could be read, such as a signature that is not good; null
    /// when nothing speaks against it.</summary>
    public string? Unsigned { get; init; }
}

/// <summary>A way in which distrust reaches clients.</summary>
/// <param name="Name">Such as <c>onecrl</c>; for commands and JSON.</param>
/// <param name="HonouredBy">Names of stores whose clients honour it, such as <c>nss</c>; empty when all do.</param>
public sealed record BlocklistMechanism(string Name, ImmutableArray<string> HonouredBy)
{
    /// <summary>What it does to a certificate, in words that follow the certificate's name; a date follows.</summary>
    public string Phrase { get; init; } = $"was revoked by {Name}";

    /// <summary>Mozilla's list of revoked intermediates, which Firefox fetches.</summary>
    public static BlocklistMechanism OneCrl { get; } = new("onecrl", ["nss"])
    {
        Phrase = "was revoked by Mozilla's OneCRL",
    };

    /// <summary>Chrome's set of revoked certificates and blocked keys.</summary>
    public static BlocklistMechanism CrlSet { get; } = new("crlset", ["chrome"])
    {
        Phrase = "was revoked by Chrome's CRLSet",
    };

    /// <summary>Microsoft's disallowed certificates.</summary>
    public static BlocklistMechanism MicrosoftDisallowed { get; } = new("ms-disallowed", ["ms-authroot"])
    {
        Phrase = "was disallowed by Microsoft",
    };

    /// <summary>Apple's blocked certificates.</summary>
    public static BlocklistMechanism AppleBlocked { get; } = new("apple-blocked", ["apple"])
    {
        Phrase = "was blocked by Apple",
    };

    /// <summary>What NSS distrusted expressly, by entries among its built-in roots.</summary>
    public static BlocklistMechanism NssDistrusted { get; } = new("nss-distrusted", ["nss"])
    {
        Phrase = "was distrusted by NSS",
    };

    /// <summary>A list of fingerprints from whomever: everybody is to honour it.</summary>
    public static BlocklistMechanism Given { get; } = new("given", [])
    {
        Phrase = "was revoked by a list of fingerprints",
    };

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

    /// <summary>The last instant; null: for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>One certificate.</summary>
    /// <param name="Fingerprint">Its SHA-256.</param>
    public sealed record Certificate(Fingerprint Fingerprint) : BlocklistEntry;

    /// <summary>One certificate, by the SHA-1 of its DER, as older lists have it.</summary>
    /// <param name="Hex">Lower case.</param>
    public sealed record CertificateSha1(string Hex) : BlocklistEntry;

    /// <summary>As Microsoft's list of what is disallowed names certificates: the hash of the signed part (by the
    /// signature's own algorithm), or the MD5 of the public key, which takes all certificates of that key.</summary>
    /// <param name="Hex">Lower case; its length tells the algorithm.</param>
    public sealed record DisallowedHash(string Hex) : BlocklistEntry;

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

    /// <summary>A subject's name with the SHA-256 of its subject public key info (OneCRL's second form).</summary>
    public sealed record SubjectAndKey(Name Subject, Fingerprint KeyId) : BlocklistEntry;
}
