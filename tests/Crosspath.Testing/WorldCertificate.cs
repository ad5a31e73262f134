using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Numerics;
using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>One certificate of a <see cref="World"/>, as its options shape it.</summary>
internal sealed class WorldCertificate(string subject, SigningKey subjectKey, SigningKey issuerKey, bool isSelfSigned)
{
    // Options that may stand several times and make one extension: a certificate has each but once.
    private readonly List<string> _purposes = [];
    private readonly List<string> _policies = [];
    private readonly List<(string, string)> _mappings = [];
    private readonly List<GeneralNameDraft> _permitted = [];
    private readonly List<GeneralNameDraft> _excluded = [];
    private readonly bool _isLeaf = subject.StartsWith("leaf", StringComparison.Ordinal);
    private DateTimeOffset _from = World.Today.AddYears(-1);
    private DateTimeOffset _until = World.Today.AddYears(1);
    private bool _isNoAuthority;
    private bool _signsNoCertificates;
    private bool _hasUnknownExtension;
    private int? _pathLength;
    private int? _requireExplicitPolicy;
    private int? _inhibitPolicyMapping;
    private int? _inhibitAnyPolicy;
    private BigInteger? _serialNumber;
    private UniversalTagNumber _encoding = UniversalTagNumber.UTF8String;
    private byte[]? _authorityKeyIdentifier = isSelfSigned ? null : issuerKey.KeyIdentifier;

    public bool HasBadSignature { get; private set; }

    public string? Label { get; private set; }

    /// <summary>Takes an option; false when it is none.</summary>
    public bool TryApply(string option)
    {
        var words = option.Split(' ', 2, StringSplitOptions.TrimEntries);
        return words is [var name, var value] ? TryApply(name, value) : TryApplyWord(option);
    }

    public CertificateDraft ToDraft(string subjectName, byte[] issuer, long serialNumber) => new()
    {
        Subject = CertificateDraft.NameOf(subjectName, encoding: _encoding),
        Issuer = issuer,
        PublicKeyInfo = subjectKey.PublicKeyInfo,
        NotBefore = _from,
        NotAfter = _until,
        SerialNumber = (_serialNumber ?? serialNumber).ToByteArray(isBigEndian: true),
        Extensions = [.. Basics(), .. Limits()],
    };

    private bool TryApplyWord(string option)
    {
        switch (option)
        {
            case "expired": _until = World.Today.AddDays(-1); break;
            case "future": _from = World.Today.AddDays(1); break;
            case "no-ca": _isNoAuthority = true; break;
            case "no-keycertsign": _signsNoCertificates = true; break;
            case "critical-unknown": _hasUnknownExtension = true; break;
            case "no-aki": _authorityKeyIdentifier = null; break;
            case "wrong-aki": _authorityKeyIdentifier = new byte[20]; break;
            case "bad-signature": HasBadSignature = true; break;
            case "utf8": _encoding = UniversalTagNumber.UTF8String; break;
            case "printable": _encoding = UniversalTagNumber.PrintableString; break;
            default: return false;
        }
        return true;
    }

    private bool TryApply(string name, string value) => name switch
    {
        "from" => TryDay(value, out _from),
        "until" => TryDay(value, out _until),
        "pathlen" => TryNumber(value, out _pathLength),
        "require-explicit" => TryNumber(value, out _requireExplicitPolicy),
        "inhibit-mapping" => TryNumber(value, out _inhibitPolicyMapping),
        "inhibit-any" => TryNumber(value, out _inhibitAnyPolicy),
        "permit" => TryGeneralName(value, _permitted),
        "exclude" => TryGeneralName(value, _excluded),
        "purpose" => TryPurpose(value),
        "map" => TryMapping(value),
        "serial" => TrySerialNumber(value),
        "policy" => IsTaken(() => _policies.Add(value)),
        "as" => IsTaken(() => Label = value),
        "same-name-as" => true, // the world sees to it, for it matters to other lines, too
        _ => false,
    };

    private IEnumerable<ExtensionDraft> Basics()
    {
        var isCa = !_isLeaf && !_isNoAuthority;
        var signs = _signsNoCertificates ? KeyUsages.CrlSign : KeyUsages.KeyCertSign | KeyUsages.CrlSign;
        yield return ExtensionDraft.BasicConstraints(isCa, isCa ? _pathLength : null);
        yield return ExtensionDraft.KeyUsage(_isLeaf ? KeyUsages.DigitalSignature : signs);
        yield return ExtensionDraft.SubjectKeyIdentifier(subjectKey.KeyIdentifier);
        if (_authorityKeyIdentifier is { } identifier) yield return ExtensionDraft.AuthorityKeyIdentifier(identifier);
        if (_isLeaf) yield return ExtensionDraft.DnsNames($"{subject}.test");
    }

    private IEnumerable<ExtensionDraft> Limits()
    {
        if (_permitted.Count + _excluded.Count > 0) yield return ExtensionDraft.NameConstraints(_permitted, _excluded);
        if (_purposes.Count > 0) yield return ExtensionDraft.ExtendedKeyUsage(_purposes);
        if (_policies.Count > 0) yield return ExtensionDraft.Policies(_policies);
        if (_mappings.Count > 0) yield return ExtensionDraft.PolicyMappings(_mappings);
        if (_requireExplicitPolicy is not null || _inhibitPolicyMapping is not null)
            yield return ExtensionDraft.PolicyConstraints(_requireExplicitPolicy, _inhibitPolicyMapping);
        if (_inhibitAnyPolicy is { } skip) yield return ExtensionDraft.InhibitAnyPolicy(skip);
        if (_hasUnknownExtension) yield return new ExtensionDraft("1.3.6.1.4.1.55555.99", true, [5, 0]);
    }

    private bool TryPurpose(string value)
    {
        var oid = Paths.Purpose.All.FirstOrDefault(purpose => purpose.Name == value)?.Oid;
        return oid is { } known && IsTaken(() => _purposes.Add(known.ToString()));
    }

    private bool TryMapping(string value) =>
        value.Split('=') is [var from, var to] && IsTaken(() => _mappings.Add((from, to)));

    private bool TrySerialNumber(string value) =>
        BigInteger.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var serial)
        && IsTaken(() => _serialNumber = serial);

    private static bool TryGeneralName(string value, List<GeneralNameDraft> names)
    {
        GeneralNameDraft? name = value.Split(':', 2) switch
        {
            [var dns] => GeneralNameDraft.Dns(dns),
            ["dns", var dns] => GeneralNameDraft.Dns(dns),
            ["email", var email] => GeneralNameDraft.Email(email),
            ["ip", var range] when IPNetwork.TryParse(range, out var network) => GeneralNameDraft.IpRange(network),
            ["dir", var commonName] => GeneralNameDraft.Directory(CertificateDraft.NameOf(commonName)),
            ["uri", var uri] => GeneralNameDraft.Uri(uri),
            _ => null,
        };
        return name is not null && IsTaken(() => names.Add(name));
    }

    private static bool TryNumber(string text, out int? number)
    {
        number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return number is not null;
    }

    private static bool TryDay(string text, out DateTimeOffset day) => DateTimeOffset.TryParseExact(
        text + "Z", "yyyy-MM-ddK", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool IsTaken(Action take)
    {
        take();
        return true;
    }
}
