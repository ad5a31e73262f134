using System.Collections.Immutable;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Authority.Linting.Rules;

/// <summary>The Baseline Requirements on CA certificates of every kind. Their profiles (7.1.2) are in force since
/// version 2.0.0 (ballot SC-62); what older versions had in other words is judged from then on.</summary>
internal static class BaselineRules
{
    public static readonly DateTimeOffset Profiles = new(2023, 9, 15, 0, 0, 0, TimeSpan.Zero);

    public static readonly ImmutableArray<ObjectIdentifier> ReservedPolicies =
    [
        ObjectIdentifier.Parse("2.23.140.1.1"), ObjectIdentifier.Parse("2.23.140.1.2.1"),
        ObjectIdentifier.Parse("2.23.140.1.2.2"), ObjectIdentifier.Parse("2.23.140.1.2.3"),
    ];

    // Of 64 random bits, fewer than 48 are left by chance once in 65536 times.
    private const int FewestOctets = 6;

    public static ImmutableArray<LintRule> All { get; } =
    [
        Rule("br-version", "7.1.1", LintScope.Ca, "CA certificates are of version 3.",
            subject => subject.Certificate.Version == 3 ? null
                : $"the certificate is of version {subject.Certificate.Version}"),
        Rule("br-serial", "7.1.2.2", LintScope.Ca, "The serial number lies between 0 and 2^159.", Serial),
        Rule("br-serial-random", "7.1", LintScope.IssuedCa, "The serial number has 64 random bits: it is not short.",
            subject => subject.Certificate.SerialNumber.Length < FewestOctets
                ? $"the serial number has {subject.Certificate.SerialNumber.Length} octets, too few for 64 random bits"
                    : null) with
        {
            Citation = new("Baseline Requirements", "7.1", "1.4.0 (ballot 164)"),
            From = new(2016, 9, 30, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("br-key", "6.1.5", LintScope.Ca,
            "The key is RSA of 2048 bits or more in whole octets, or on P-256, P-384 or P-521.",
            subject => CaExtensions.KeyType(subject.Certificate, "EC-P-256", "EC-P-384", "EC-P-521")) with
        {
            Citation = new("Baseline Requirements", "6.1.5", "1.0"),
            From = new(2014, 1, 1, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("br-hash", "7.1.3.2", LintScope.IssuedCa, "The signature's hash is of the SHA-2 family.",
            subject => CaExtensions.OldHash(subject.Certificate)) with
        {
            Citation = new("Baseline Requirements", "7.1.3", "1.2.1 (ballot 118)"),
            From = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero),
        },
        Rule("br-issuer-bytes", "7.1.4.1", LintScope.IssuedCa,
            "The issuer is byte for byte the subject of the issuing CA.",
            subject => subject.Issuers.Any(
                issuer => !issuer.Subject.Raw.Span.SequenceEqual(subject.Certificate.Issuer.Raw.Span))
                ? "the issuer's bytes are not those of the issuing CA's subject" : null),
        Rule("br-root-purposes", "7.1.2.1.2", LintScope.Root, "A root has no extended key usage.",
            subject => subject.Certificate.ExtendedKeyUsage.IsPresent ? "the root has extended key usage" : null),
        Rule("br-root-validity", "7.1.2.1.1", LintScope.Root, "A root is valid for 2922 to 9132 days.", RootValidity),
        Rule("br-basic-constraints", "7.1.2.10.4", LintScope.Ca, "basicConstraints is there and critical.",
            CaExtensions.BasicConstraints),
        Rule("br-key-usage", "7.1.2.10.7", LintScope.Ca,
            "keyUsage is critical, has keyCertSign and cRLSign, and at most digitalSignature besides.",
                CaExtensions.KeyUsage),
        Rule("br-ski", "7.1.2.11.4", LintScope.Ca, "subjectKeyIdentifier is there and not critical.",
            subject => CaExtensions.Presence(
                subject.Certificate, ExtensionOids.SubjectKeyIdentifier, isCritical: false, "subjectKeyIdentifier")),
        Rule("br-aki", "7.1.2.11.1", LintScope.IssuedCa, "authorityKeyIdentifier has the key identifier alone.",
            CaExtensions.AuthorityKeyIdentifier),
        Rule("br-crl", "7.1.2.11.2", LintScope.IssuedCa,
            "cRLDistributionPoints names HTTP addresses of the issuer's complete lists.",
                CaExtensions.RevocationPoints),
        Rule("br-aia", "7.1.2.10.3", LintScope.IssuedCa,
            "authorityInfoAccess names HTTP addresses of OCSP and the issuer's certificates, and nothing else.",
                CaExtensions.InformationAccess),
        Rule("br-aia-present", "7.1.2.2.3", LintScope.IssuedCa, "There is authorityInfoAccess.",
            subject => subject.Certificate.AuthorityInformationAccess.IsPresent
                ? null
                : "there is no authorityInfoAccess") with
        {
            Severity = Severity.Warning,
        },
        Rule("br-policies", "7.1.2.10.5", LintScope.IssuedCa,
            "certificatePolicies is there, not critical, and has a reserved policy, or anyPolicy alone.", Policies),
        Rule("br-name-constraints", "7.1.2.10.8", LintScope.IssuedCa,
            "Name constraints are not empty, and without distances.", NameConstraints),
        Rule("br-sub-purposes", "7.1.2.10.6", LintScope.Subordinate,
            "A subordinate CA has extended key usage: with serverAuth at most clientAuth besides, and never any.",
                SubordinatePurposes),
    ];

    public static LintRule Rule(
        string id, string section, LintScope scope, string summary, Func<LintSubject, string?> check) =>
        new(id, new Citation("Baseline Requirements", section, "2.0.0 (ballot SC-62)"),
            subject => IsForServers(subject.Certificate) ? check(subject) : null)
        {
            Summary = summary,
            Scope = scope,
            From = Profiles,
        };

    // Section 1.1: certificates that can come to stand above a server's. Others have profiles of their own (7.1.2.3).
    private static bool IsForServers(Certificate certificate) =>
        Purposes.Of(certificate) is not { } purposes || purposes.Has(Purposes.Server) || purposes.Has(Purposes.Any);

    /// <summary>What is wrong with the purposes of a CA for servers.</summary>
    public static string? MixedPurposes(Purposes purposes)
    {
        if (!purposes.Has(Purposes.Server)) return $"extKeyUsage has anyExtendedKeyUsage: {purposes}";
        string[] foreign = [Purposes.Any, Purposes.Email, Purposes.Code, Purposes.TimeStamping];
        return foreign.Any(purposes.Has) ? $"extKeyUsage has serverAuth beside others: {purposes}" : null;
    }

    private static string? Serial(LintSubject subject)
    {
        var serial = subject.Certificate.SerialInteger;
        return serial.Sign > 0 && serial.GetBitLength() <= 159 ? null : "the serial number is not between 0 and 2^159";
    }

    private static string? RootValidity(LintSubject subject)
    {
        var days = (subject.Certificate.NotAfter - subject.Certificate.NotBefore).TotalDays;
        return days is >= 2921.9 and <= 9132.1
            ? null
            : FormattableString.Invariant($"the root is valid for {days:F0} days");
    }

    private static string? Policies(LintSubject subject)
    {
        var policies = subject.Certificate.CertificatePolicies;
        if (!policies.IsPresent) return "there is no certificatePolicies";
        if (policies.IsCritical) return "certificatePolicies is critical";
        if (policies.Value is not { } value) return "certificatePolicies cannot be read, or names a policy twice";
        if (value.Policies.Contains(CertificatePolicies.AnyPolicy))
            return value.Policies.Length == 1 ? null : "certificatePolicies has anyPolicy beside others";
        return value.Policies.Any(policy => ReservedPolicies.Contains(policy)) ? null
            : "certificatePolicies has none of the reserved policies (2.23.140.1.1, 2.23.140.1.2.1, .2, .3)";
    }

    private static string? NameConstraints(LintSubject subject)
    {
        var constraints = subject.Certificate.NameConstraints;
        if (!constraints.IsPresent) return null;
        if (constraints.Value is not { } value) return "nameConstraints cannot be read";
        if ((value.Permitted ?? []).IsEmpty && (value.Excluded ?? []).IsEmpty) return "nameConstraints is empty";
        return value.HasDistances ? "nameConstraints has a minimum or a maximum" : null;
    }

    private static string? SubordinatePurposes(LintSubject subject) =>
        Purposes.Of(subject.Certificate) is { } purposes ? MixedPurposes(purposes) : "there is no extKeyUsage";
}
