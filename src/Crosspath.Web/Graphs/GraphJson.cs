using System.Text.Json;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Web.Graphs;

/// <summary>The JSON of a part of a graph.</summary>
internal sealed class GraphJson
{
    private readonly GraphAnswer _answer;
    private readonly TrustGraph _graph;
    private readonly DateTimeOffset _at;
    private readonly ILookup<Identity, TrustPeriod> _trusts;
    private readonly ILookup<Fingerprint, DistrustPeriod> _distrusts;
    private readonly Dictionary<int, int> _cycles = [];

    private GraphJson(GraphAnswer answer)
    {
        (_answer, _graph, _at) = (answer, answer.World.Graph, answer.Question.At);
        _trusts = answer.World.History.Trusts
            .Select(trust => (Trust: trust, Identity: _graph.TryFind(trust.Anchor.Fingerprint, out var anchor) ? _graph.SubjectOf(anchor) : null))
            .Where(pair => pair.Identity is not null && answer.Has(pair.Identity))
            .ToLookup(pair => pair.Identity!, pair => pair.Trust);
        _distrusts = answer.World.History.Distrusts.Where(distrust => distrust.Period.Contains(_at)).ToLookup(distrust => distrust.Certificate);
    }

    /// <summary>Writes it.</summary>
    public static void Write(GraphAnswer answer, Stream output) =>
        JsonOutput.Write(output, new GraphJson(answer).Write, isLine: true);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteTime("at", _at);
        json.WriteString("focus", _answer.Question.Focus is { } focus ? GraphShape.IdOf(focus) : null);
        json.WriteBoolean("truncated", _answer.IsTruncated);
        json.WriteStartArray("nodes");
        foreach (var node in _answer.Nodes) WriteNode(json, node);
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in _answer.Edges) WriteEdge(json, edge);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteNode(Utf8JsonWriter json, Identity identity)
    {
        var shape = _answer.World.Shape;
        var certificates = _graph.CertificatesOf(identity).ToArray();
        json.WriteStartObject();
        json.WriteString("id", GraphShape.IdOf(identity));
        json.WriteString("keyId", identity.KeyId.ToString());
        json.WriteString("subject", identity.Subject.ToString());
        json.WriteString("name", identity.Subject.FriendlyText);
        json.WriteString("keyType", PublicKey.DescribeKeyType(identity.PublicKeyInfo.Span));
        json.WriteBoolean("isCa", shape.IssuedBy(identity).Count > 0 || certificates.Any(certificate => certificate.IsCa == true));
        json.WriteNumber("certificates", certificates.Length);
        json.WriteStrings("anchorOf", StoresOf(_trusts[identity].Where(trust => trust.Period.Contains(_at))));
        json.WriteStrings("anchorEver", StoresOf(_trusts[identity]));
        json.WriteBoolean("isCrossSigned", shape.IsCrossSigned(identity));
        if (CycleOf(identity) is { } cycle) json.WriteNumber("cycle", cycle);
        else json.WriteNull("cycle");
        json.WriteBoolean("expired", certificates.Length > 0 && Array.TrueForAll(certificates, certificate => !IsInForce(certificate)));
        json.WriteNumber("hiddenIssuers", shape.IssuersOf(identity).Count(issuer => !_answer.Has(issuer)));
        json.WriteNumber("hiddenSubjects", shape.SubjectsOf(identity).Count(subject => !_answer.Has(subject)));
        json.WriteEndObject();
    }

    private void WriteEdge(Utf8JsonWriter json, Certificate certificate)
    {
        var (subject, link) = (_graph.SubjectOf(certificate), _graph.IssuerOf(certificate));
        var isSelfSigned = ReferenceEquals(link.Issuer, subject);
        var distrusts = _distrusts[certificate.Fingerprint].ToArray();
        json.WriteStartObject();
        json.WriteString("id", certificate.Fingerprint.ToString());
        json.WriteString("from", link.Issuer is { } issuer ? GraphShape.IdOf(issuer) : null);
        json.WriteString("to", GraphShape.IdOf(subject));
        json.WriteString("issuer", certificate.Issuer.FriendlyText);
        json.WriteTime("notBefore", certificate.NotBefore);
        json.WriteTime("notAfter", certificate.NotAfter);
        json.WriteBoolean("isSelfSigned", isSelfSigned);
        json.WriteBoolean("isCrossSign", !isSelfSigned && link.Issuer is not null && _answer.World.Shape.IsCrossSigned(subject));
        json.WriteString("state", distrusts.Length > 0 ? "revoked"
            : certificate.NotAfter < _at ? "expired"
            : certificate.NotBefore > _at ? "not-yet-valid"
            : "valid");
        json.WriteStartArray("revokedBy");
        foreach (var distrust in distrusts)
        {
            json.WriteStartObject();
            json.WriteString("store", distrust.Store);
            json.WriteString("reason", distrust.Reason);
            json.WriteTime("from", distrust.Period.From);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("signature", link.Verdict == SignatureVerdict.Valid ? "good" : "unverifiable");
        json.WriteEndObject();
    }

    // Numbered in the order in which they come.
    private int? CycleOf(Identity identity)
    {
        if (_answer.World.Shape.CycleOf(identity) is not { } component) return null;
        if (!_cycles.TryGetValue(component, out var number)) _cycles.Add(component, number = _cycles.Count + 1);
        return number;
    }

    private bool IsInForce(Certificate certificate) => certificate.NotBefore <= _at && _at <= certificate.NotAfter;

    private static IEnumerable<string> StoresOf(IEnumerable<TrustPeriod> trusts) =>
        trusts.Select(trust => TimelineAnswer.NameOf(trust.Store)).Distinct().Order(StringComparer.Ordinal);
}
