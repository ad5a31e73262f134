using System.Globalization;
using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>What an extension says, in lines for people. Nothing in them moves a terminal's cursor.</summary>
public static class ExtensionText
{
    private const int MaxHex = 64;

    private delegate IEnumerable<string>? Describer(ReadOnlyMemory<byte> value);

    private static readonly Dictionary<string, Describer> Describers = new(StringComparer.Ordinal)
    {
        ["2.5.29.14"] = value => HexOf(value, DerTag.OctetString),
        ["2.5.29.15"] = value => BitsOf(value) is { } bits ? [string.Join(", ", KeyUsageNames.Of(bits))] : null,
        ["2.5.29.16"] = value => PrivateKeyUsagePeriod.Read(value) is { } period ? Lines(period) : null,
        ["2.5.29.17"] = value => SubjectAlternativeName.Read(value)?.Names.Select(Text),
        ["2.5.29.18"] = value => SubjectAlternativeName.Read(value)?.Names.Select(Text),
        ["2.5.29.19"] = BasicConstraints,
        ["2.5.29.20"] = value => HexOf(value, DerTag.Integer),
        ["2.5.29.27"] = value => HexOf(value, DerTag.Integer),
        ["2.5.29.28"] = value => IssuingDistributionPoint.Read(value) is { } point ? Lines(point) : null,
        ["2.5.29.30"] = value => NameConstraints.Read(value) is { } constraints ? Lines(constraints) : null,
        ["2.5.29.31"] = value => DistributionPoints.Read(value)?.Points.SelectMany(Lines),
        ["2.5.29.32"] = value => CertificatePolicies.Read(value)?.Policies.Select(ObjectIdentifierNames.Of),
        ["2.5.29.33"] = value => PolicyMappings.Read(value)?.Mappings.Select(mapping =>
            $"{ObjectIdentifierNames.Of(mapping.IssuerPolicy)} is {ObjectIdentifierNames.Of(mapping.SubjectPolicy)}"),
        ["2.5.29.35"] = value => AuthorityKey.Read(value) is { } key ? Lines(key) : null,
        ["2.5.29.36"] = value => PolicyConstraints.Read(value) is { } constraints ? Lines(constraints) : null,
        ["2.5.29.37"] = value => ExtendedKeyUsage.Read(value)?.Purposes.Select(ObjectIdentifierNames.Of),
        ["2.5.29.46"] = value => DistributionPoints.Read(value)?.Points.SelectMany(Lines),
        ["2.5.29.54"] = value => PolicyConstraints.ReadInhibitAnyPolicy(value) is { } skip ? [$"after {skip}"] : null,
        ["1.3.6.1.5.5.7.1.1"] = value => AccessDescriptions.Read(value)?.Descriptions.Select(Text),
        ["1.3.6.1.5.5.7.1.3"] = value => VendorExtensions.ReadQcStatements(value)?.Select(ObjectIdentifierNames.Of),
        ["1.3.6.1.5.5.7.1.11"] = value => AccessDescriptions.Read(value)?.Descriptions.Select(Text),
        ["1.3.6.1.5.5.7.1.24"] = value => VendorExtensions.ReadTlsFeatures(value)?.Select(Text),
        ["1.3.6.1.5.5.7.48.1.5"] = _ => [],
        ["1.3.6.1.4.1.11129.2.4.2"] = value => SignedCertificateTimestamp.ReadList(value).Select(Text),
        ["1.3.6.1.4.1.11129.2.4.3"] = _ => [],
        ["1.3.6.1.4.1.311.20.2"] = TemplateOf,
        ["1.3.6.1.4.1.311.21.1"] = value => VendorExtensions.ReadMicrosoftCaVersion(value) is var (certificate, key)
            ? [$"certificate {certificate}, key {key}"]
            : null,
        ["1.3.6.1.4.1.311.21.2"] = value => VendorExtensions.ReadPreviousCaHash(value) is { } hash ? [Hex(hash)] : null,
        ["1.3.6.1.4.1.311.21.7"] = TemplateOf,
        ["1.3.6.1.4.1.311.21.10"] = value => CertificatePolicies.Read(value)?.Policies.Select(ObjectIdentifierNames.Of),
        ["1.2.840.113533.7.65.0"] = value => Line(VendorExtensions.ReadEntrustVersion(value)),
        ["2.16.840.1.113730.1.1"] = value => Line(VendorExtensions.ReadNetscapeCertificateType(value)?.ToString()),
        ["2.16.840.1.113730.1.2"] = TextOf,
        ["2.16.840.1.113730.1.3"] = TextOf,
        ["2.16.840.1.113730.1.4"] = TextOf,
        ["2.16.840.1.113730.1.7"] = TextOf,
        ["2.16.840.1.113730.1.8"] = TextOf,
        ["2.16.840.1.113730.1.12"] = TextOf,
        ["2.16.840.1.113730.1.13"] = TextOf,
    };

    /// <summary>The lines; none when its being there says it all. An extension that is unknown gives its bytes in hex,
    /// cut short, and one that cannot be read says so first.</summary>
    public static IReadOnlyList<string> Describe(Extension extension)
    {
        if (!Describers.TryGetValue(extension.Oid.ToString(), out var describe)) return [Hex(extension.Value)];
        return describe(extension.Value) is { } lines ? [.. lines] : ["cannot be read: " + Hex(extension.Value)];
    }

    private static List<string>? BasicConstraints(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.Sequence, out var sequence)) return null;
        var fields = new DerReader(value.Span, sequence);
        var hasFlag = fields.TryNext(DerTag.Boolean, out var flag) && flag.Length == 1;
        var isCa = hasFlag && value.Span[flag.ContentStart] != 0;
        List<string> lines = [isCa ? "CA" : "no CA"];
        if (fields.TryNext(DerTag.Integer, out var limit))
            lines.Add("path length x" + Hex(Slice.Content(limit).Of(value)));
        return fields.AtEnd ? lines : null;
    }

    private static IEnumerable<string> Lines(AuthorityKey key)
    {
        if (!key.KeyIdentifier.IsEmpty) yield return Hex(key.KeyIdentifier);
        foreach (var name in key.IssuerNames) yield return $"issued by {name}";
        if (!key.SerialNumber.IsEmpty) yield return $"serial number {Hex(key.SerialNumber)}";
    }

    private static IEnumerable<string> Lines(PrivateKeyUsagePeriod period)
    {
        if (period.NotBefore is { } from) yield return $"from {Time(from)}";
        if (period.NotAfter is { } until) yield return $"until {Time(until)}";
    }

    private static IEnumerable<string> Lines(NameConstraints constraints) =>
        (constraints.Permitted ?? []).Select(name => $"permits {name}")
            .Concat((constraints.Excluded ?? []).Select(name => $"excludes {name}"));

    private static IEnumerable<string> Lines(PolicyConstraints constraints)
    {
        if (constraints.RequireExplicitPolicy is { } explicitly) yield return $"explicit policy after {explicitly}";
        if (constraints.InhibitPolicyMapping is { } mapping) yield return $"policy mapping inhibited after {mapping}";
    }

    private static IEnumerable<string> Lines(DistributionPoint point)
    {
        foreach (var line in Lines(point.Name)) yield return line;
        if (point.Reasons is { } reasons) yield return $"only {reasons}";
        foreach (var issuer in point.CrlIssuer) yield return $"issued by {issuer}";
    }

    private static IEnumerable<string> Lines(IssuingDistributionPoint point)
    {
        foreach (var line in Lines(point.Name)) yield return line;
        if (point.OnlyUserCertificates) yield return "only certificates that are no CA's";
        if (point.OnlyCaCertificates) yield return "only certificates of CAs";
        if (point.OnlyAttributeCertificates) yield return "only attribute certificates";
        if (point.OnlySomeReasons is { } reasons) yield return $"only {reasons}";
        if (point.IsIndirect) yield return "also certificates of other issuers";
    }

    private static IEnumerable<string> Lines(DistributionPointName? name) => name is null
        ? []
        : name.FullNames.IsEmpty
            ? ["relative name " + Hex(name.RelativeName)]
            : name.FullNames.Select(Text);

    private static string Text(GeneralName name) => name.ToString();

    private static string Text(AccessDescription place) =>
        $"{ObjectIdentifierNames.Of(place.Method)} at {place.Location}";

    private static string Text(SignedCertificateTimestamp stamp) =>
        $"{Time(stamp.Timestamp)} by log {Hex(stamp.LogId)}";

    private static string Text(int feature) =>
        feature == 5 ? "status_request (5)" : feature.ToString(CultureInfo.InvariantCulture);

    private static string Text(MicrosoftTemplate made)
    {
        var name = GeneralName.Printable(made.Template);
        return made.MajorVersion is { } major ? $"{name} {major}.{made.MinorVersion ?? 0}" : name;
    }

    private static string[]? TextOf(ReadOnlyMemory<byte> value) => Line(VendorExtensions.ReadText(value));

    private static string[]? TemplateOf(ReadOnlyMemory<byte> value) =>
        VendorExtensions.ReadMicrosoftTemplate(value) is { } made ? [Text(made)] : null;

    private static string[]? Line(string? text) => text is null ? null : [GeneralName.Printable(text)];

    private static KeyUsages? BitsOf(ReadOnlyMemory<byte> value)
    {
        var reader = new DerReader(value.Span);
        if (!reader.TryNext(DerTag.BitString, out var bits)) return null;
        return NamedBits.TryRead(Slice.Content(bits).Of(value.Span), out var usages) ? usages : null;
    }

    private static string[]? HexOf(ReadOnlyMemory<byte> value, byte tag)
    {
        var reader = new DerReader(value.Span);
        return reader.TryNext(tag, out var element) ? [Hex(Slice.Content(element).Of(value))] : null;
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => bytes.Length <= MaxHex
        ? Convert.ToHexStringLower(bytes.Span)
        : $"{Convert.ToHexStringLower(bytes.Span[..MaxHex])}… ({bytes.Length} bytes)";

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
