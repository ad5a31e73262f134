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
/// Names that begin with "leaf" are end entities, all others CAs. After a colon stand options, separated by commas:
/// <c>expired</c>, <c>future</c>, <c>from DATE</c>, <c>until DATE</c>, <c>pathlen N</c>, <c>no-ca</c>, <c>purpose NAME</c>, <c>permit DNS</c>,
/// <c>exclude DNS</c>, <c>policy OID</c>, <c>map OID=OID</c>, <c>require-explicit N</c>, <c>critical-unknown</c>,
/// <c>wrong-aki</c>, <c>no-aki</c>, <c>bad-signature</c>. A certificate is called "subject/issuer"; a second one of the same pair
/// "subject/issuer#2".
/// </summary>
public sealed class World : IDisposable
{
    /// <summary>The day on which questions are asked.</summary>
    public static DateTimeOffset Today { get; } = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SigningKey> _keys = [];
    private readonly Dictionary<string, Certificate> _certificates = [];
    private readonly List<string> _anchors = [];
    private long _serial;

    private World() { }

    /// <summary>Draws a world.</summary>
    public static World Draw(string drawing)
    {
        var world = new World();
        foreach (var line in drawing.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            world.DrawLine(line);
        return world;
    }

    /// <summary>Every certificate.</summary>
    public IEnumerable<Certificate> Certificates => _certificates.Values;

    /// <summary>A certificate by what it is called.</summary>
    public Certificate this[string name] => _certificates[name];

    /// <summary>The graph and the anchors.</summary>
    public TrustPaths Paths() => new(
        TrustGraph.Build(Certificates), _anchors.Select(name => new TrustAnchor(_certificates[$"{name}/{name}"], ["drawn"])));

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

    private void DrawLine(string line)
    {
        if (line.StartsWith("anchor ", StringComparison.Ordinal))
        {
            var parts = line[7..].Split(':', 2, StringSplitOptions.TrimEntries);
            _anchors.Add(parts[0]);
            Issue(parts[0], parts[0], parts.ElementAtOrDefault(1) ?? "");
            return;
        }
        var (arrow, options) = line.Split(" : ", 2) is [var before, var after] ? (before, after) : (line, "");
        if (arrow.Split(" -> ") is not [var issuer, var subjects]) throw new FormatException($"What is '{line}'?");
        foreach (var subject in subjects.Split(' ')) Issue(issuer.Trim(), subject, options);
    }

    private void Issue(string issuer, string subject, string options)
    {
        var isLeaf = subject.StartsWith("leaf", StringComparison.Ordinal);
        var plan = new WorldCertificate(subject, isLeaf, KeyOf(subject), KeyOf(issuer), isSelfSigned: issuer == subject);
        foreach (var option in options.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            plan.Apply(option);
        var draft = plan.ToDraft(CertificateDraft.NameOf(issuer), BitConverter.GetBytes(++_serial + (1L << 40)).Reverse().SkipWhile(b => b == 0).ToArray());
        using var stranger = SigningKey.Create();
        var certificate = draft.SignWith(plan.HasBadSignature ? stranger : KeyOf(issuer));
        var name = $"{subject}/{issuer}";
        for (var i = 2; !_certificates.TryAdd(name, certificate); i++) name = $"{subject}/{issuer}#{i}";
    }

    private SigningKey KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key)) _keys.Add(name, key = SigningKey.Create());
        return key;
    }
}
