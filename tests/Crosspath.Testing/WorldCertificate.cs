using System.Globalization;
using Crosspath.Authority;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>One arrow of a <see cref="World"/>, as its options shape it.</summary>
internal sealed class WorldCertificate(
    string subject, bool isLeaf, SigningKey subjectKey, SigningKey issuerKey, bool isSelfSigned)
{
    private readonly List<ExtensionDraft> _more = [];
    private readonly List<string> _permitted = [];
    private readonly List<string> _excluded = [];
    private DateTimeOffset _from = World.Today.AddYears(-1);
    private DateTimeOffset _until = World.Today.AddYears(1);
    private bool _isCa = !isLeaf;
    private int? _pathLength;
    private byte[]? _authorityKeyIdentifier = isSelfSigned ? null : issuerKey.KeyIdentifier;

    public bool HasBadSignature { get; private set; }

    public void Apply(string option)
    {
        var words = option.Split(' ', 2, StringSplitOptions.TrimEntries);
        var value = words.ElementAtOrDefault(1) ?? "";
        switch (words[0])
        {
            case "expired":
                _until = World.Today.AddDays(-1);
                break;
            case "future":
                _from = World.Today.AddDays(1);
                break;
            case "from":
                _from = Day(value);
                break;
            case "until":
                _until = Day(value);
                break;
            case "no-ca":
                _isCa = false;
                break;
            case "pathlen":
                _pathLength = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "no-aki":
                _authorityKeyIdentifier = null;
                break;
            case "wrong-aki":
                _authorityKeyIdentifier = new byte[20];
                break;
            case "bad-signature":
                HasBadSignature = true;
                break;
            case "permit":
                _permitted.Add(value);
                break;
            case "exclude":
                _excluded.Add(value);
                break;
            default:
                _more.Add(Extension(words[0], value));
                break;
        }
    }

    public CertificateDraft ToDraft(byte[] issuer, byte[] serialNumber) => new()
    {
        Subject = CertificateDraft.NameOf(subject),
        Issuer = issuer,
        PublicKeyInfo = subjectKey.PublicKeyInfo,
        NotBefore = _from,
        NotAfter = _until,
        SerialNumber = serialNumber,
        Extensions = [.. Extensions()],
    };

    private IEnumerable<ExtensionDraft> Extensions()
    {
        yield return ExtensionDraft.BasicConstraints(_isCa, _isCa ? _pathLength : null);
        yield return ExtensionDraft.KeyUsage(isLeaf ? KeyUsages.DigitalSignature : KeyUsages.KeyCertSign | KeyUsages.CrlSign);
        yield return ExtensionDraft.SubjectKeyIdentifier(subjectKey.KeyIdentifier);
        if (_authorityKeyIdentifier is { } identifier) yield return ExtensionDraft.AuthorityKeyIdentifier(identifier);
        if (isLeaf) yield return ExtensionDraft.DnsNames($"{subject}.test");
        if (_permitted.Count + _excluded.Count > 0) yield return ExtensionDraft.NameConstraints(_permitted, _excluded);
        foreach (var extension in _more) yield return extension;
    }

    private static ExtensionDraft Extension(string option, string value) => option switch
    {
        "purpose" => ExtensionDraft.ExtendedKeyUsage(Paths.Purpose.All.Single(purpose => purpose.Name == value).Oid!.Value.ToString()),
        "policy" => ExtensionDraft.Policies(value),
        "map" => ExtensionDraft.PolicyMappings((value.Split('=')[0], value.Split('=')[1])),
        "require-explicit" => ExtensionDraft.PolicyConstraints(int.Parse(value, CultureInfo.InvariantCulture), null),
        "critical-unknown" => new ExtensionDraft("1.3.6.1.4.1.55555.99", true, [5, 0]),
        _ => throw new FormatException($"There is no option '{option}'."),
    };

    private static DateTimeOffset Day(string text) =>
        DateTimeOffset.ParseExact(text + "Z", "yyyy-MM-ddK", CultureInfo.InvariantCulture);
}
