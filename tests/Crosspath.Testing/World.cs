using Crosspath.Authority;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Testing;

/// <summary>
/// A PKI drawn in a few lines; each arrow is a certificate.
/// <code>
/// anchor Root
/// Root -> A C
/// C -> B : purpose codeSigning
/// B -> leaf
/// </code>
/// Names that begin with "leaf" are end entities with the DNS name "NAME.test", all others CAs. After a colon stand
/// options, separated by commas:
/// <list type="bullet">
/// <item>dates: <c>expired</c>, <c>future</c>, <c>from DATE</c>, <c>until DATE</c>;</item>
/// <item>roles: <c>no-ca</c>, <c>no-keycertsign</c>, <c>pathlen N</c>, <c>purpose NAME</c>,
/// <c>critical-unknown</c>;</item>
/// <item>names: <c>permit FORM:NAME</c>, <c>exclude FORM:NAME</c>, where the form is <c>dns</c> (which may be left
/// out), <c>email</c>, <c>ip</c> (as ADDRESS/LENGTH), <c>dir</c> (a common name) or <c>uri</c>;</item>
/// <item>policies: <c>policy OID</c>, <c>map OID=OID</c>, <c>require-explicit N</c>, <c>inhibit-mapping N</c>,
/// <c>inhibit-any N</c>;</item>
/// <item>key identifiers and the signature: <c>wrong-aki</c>, <c>no-aki</c>, <c>bad-signature</c>;</item>
/// <item><c>serial N</c>; <c>utf8</c> or <c>printable</c>, the encoding of the subject;</item>
/// <item><c>same-name-as NAME</c>: the subject, wherever it is drawn, bears the name of the other;</item>
/// <item><c>as LABEL</c>: what the certificate is called. Else it is "subject/issuer", and a second one of the same
/// pair "subject/issuer#2".</item>
/// </list>
/// </summary>
public sealed class World : IDisposable
{
    /// <summary>The day on which questions are asked.</summary>
    public static DateTimeOffset Today { get; } = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SigningKey> _keys = [];
    private readonly Dictionary<string, string> _borrowedNames = [];
    private readonly OrderedDictionary<string, Certificate> _certificates = [];
    private readonly List<Certificate> _anchors = [];
    private long _serial;

    private World() { }

    /// <summary>Draws a world.</summary>
    public static World Draw(string drawing)
    {
        var world = new World();
        var arrows = WorldArrow.Read(drawing).ToList();
        foreach (var arrow in arrows) world.BorrowName(arrow);
        foreach (var arrow in arrows)
        {
            foreach (var subject in arrow.Subjects) world.Issue(arrow, subject);
        }
        return world;
    }

    /// <summary>Every certificate, in the order in which they are drawn.</summary>
    public IEnumerable<Certificate> Certificates => _certificates.Values;

    /// <summary>What the certificates are called, in the same order.</summary>
    public IReadOnlyList<string> Labels => _certificates.Keys;

    /// <summary>The self-signed certificates of the anchors.</summary>
    public IReadOnlyList<Certificate> Anchors => _anchors;

    /// <summary>A certificate by what it is called.</summary>
    public Certificate this[string name] => _certificates[name];

    /// <summary>The bytes of a certificate by what it is called.</summary>
    public ReadOnlyMemory<byte> Der(string name) => _certificates[name].Raw;

    /// <summary>The key of an identity.</summary>
    public SigningKey Key(string identity) => _keys[identity];

    /// <summary>The graph and the anchors.</summary>
    public TrustPaths Paths() => new(
        TrustGraph.Build(Certificates), _anchors.Select(anchor => new TrustAnchor(anchor, ["drawn"])));

    /// <summary>A question about a certificate, or about the only one of a subject.</summary>
    public PathQuery Query(string target) => new(Find(target), Today);

    /// <summary>The valid paths of a target as the names on them, in the order of the answer.</summary>
    public IReadOnlyList<string> ValidPaths(string target, Purpose? purpose = null) =>
        [.. Paths().Find(Query(target) with { Purpose = purpose ?? Purpose.ServerAuth })
            .Where(path => path.IsValid).Select(Text)];

    /// <summary>All paths of a target.</summary>
    public IReadOnlyList<string> AllPaths(string target) => [.. Paths().Find(Query(target)).Select(Text)];

    /// <summary>A path as the names on it.</summary>
    public static string Text(JudgedPath path) =>
        string.Join(' ', path.Path.Certificates.Select(certificate => certificate.Subject.FriendlyText));

    /// <summary>Some bytes signed with the key of a name: ECDSA on P-256 with SHA-256.</summary>
    public byte[] Sign(string name, ReadOnlySpan<byte> bytes) => KeyOf(name).Sign(bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    private Certificate Find(string target) =>
        _certificates.TryGetValue(target, out var certificate)
            ? certificate
            : _certificates.Values.Single(candidate => candidate.Subject.FriendlyText == target);

    private void BorrowName(WorldArrow arrow)
    {
        const string Option = "same-name-as ";
        foreach (var option in arrow.Options.Where(option => option.StartsWith(Option, StringComparison.Ordinal)))
            foreach (var subject in arrow.Subjects) _borrowedNames[subject] = option[Option.Length..].Trim();
    }

    private void Issue(WorldArrow arrow, string subject)
    {
        var issuer = arrow.Issuer;
        var plan = new WorldCertificate(subject, KeyOf(subject), KeyOf(issuer), isSelfSigned: issuer == subject);
        foreach (var option in arrow.Options)
        {
            if (!plan.TryApply(option)) throw arrow.Wrong($"What is the option '{option}'?");
        }
        var draft = plan.ToDraft(NameOf(subject), CertificateDraft.NameOf(NameOf(issuer)), (1L << 40) + ++_serial);
        using var stranger = SigningKey.Create();
        var certificate = draft.SignWith(plan.HasBadSignature ? stranger : KeyOf(issuer));
        Keep(arrow, plan.Label, $"{subject}/{issuer}", certificate);
        if (arrow.IsAnchor) _anchors.Add(certificate);
    }

    private void Keep(WorldArrow arrow, string? label, string pair, Certificate certificate)
    {
        var name = label ?? pair;
        for (var i = 2; !_certificates.TryAdd(name, certificate); i++)
        {
            if (label is not null) throw arrow.Wrong($"'{label}' is the label of another certificate.");
            name = $"{pair}#{i}";
        }
    }

    private string NameOf(string identity) => _borrowedNames.GetValueOrDefault(identity, identity);

    private SigningKey KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key)) _keys.Add(name, key = SigningKey.Create());
        return key;
    }
}
