using System.Text.Json;
using Crosspath.Testing;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Conformance.Tests;

/// <summary>One of the 249 runs of NIST's PKITS 1.0.1, as <c>pkits.json</c> lists them.</summary>
public sealed record PkitsRun(string Id, string Title)
{
    public required Certificate Anchor { get; init; }

    public required IReadOnlyList<Certificate> Intermediates { get; init; }

    public required Certificate Target { get; init; }

    public required IReadOnlyList<RevocationList> RevocationLists { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<ObjectIdentifier> InitialPolicies { get; init; }

    public required bool RequireExplicitPolicy { get; init; }

    public required bool InhibitMapping { get; init; }

    public required bool InhibitAnyPolicy { get; init; }

    public required bool IsExpectedToSucceed { get; init; }

    /// <summary>Null where the run fails.</summary>
    public required IReadOnlyList<ObjectIdentifier>? ExpectedPolicies { get; init; }

    /// <summary>Every run.</summary>
    public static IReadOnlyList<PkitsRun> All => LazyAll.Value;

    /// <summary>Every certificate of the suite.</summary>
    public static IReadOnlyList<Certificate> AllCertificates =>
        [.. Directory.GetFiles(SharedData.PathOf("suites", "pkits", "certs")).Order().Select(ReadCertificate)];

    /// <summary>Every revocation list of the suite.</summary>
    public static IReadOnlyList<RevocationList> AllRevocationLists =>
        [.. Directory.GetFiles(SharedData.PathOf("suites", "pkits", "crls")).Order().Select(ReadList)];

    // Lazily, so that a test without the suite is skipped.
    private static readonly Lazy<PkitsRun[]> LazyAll = new(ReadAll);

    private static PkitsRun[] ReadAll()
    {
        using var suite = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("suites", "pkits", "pkits.json")));
        return [.. suite.RootElement.GetProperty("tests").EnumerateArray().Select(Read)];
    }

    private static PkitsRun Read(JsonElement test) =>
        new(test.GetProperty("id").GetString()!, test.GetProperty("title").GetString()!)
        {
            Anchor = ReadCertificate(FileOf(test.GetProperty("trust_anchor"))),
            Intermediates = [.. test.GetProperty("intermediates").EnumerateArray().Select(FileOf).Select(ReadCertificate)],
            Target = ReadCertificate(FileOf(test.GetProperty("target"))),
            RevocationLists = [.. test.GetProperty("crls").EnumerateArray().Select(FileOf).Select(ReadList)],
            At = test.GetProperty("validation_time").GetDateTimeOffset(),
            InitialPolicies = [.. Policies(test.GetProperty("initial_policy_set"))],
            RequireExplicitPolicy = test.GetProperty("initial_explicit_policy").GetBoolean(),
            InhibitMapping = test.GetProperty("initial_policy_mapping_inhibit").GetBoolean(),
            InhibitAnyPolicy = test.GetProperty("initial_inhibit_any_policy").GetBoolean(),
            IsExpectedToSucceed = test.GetProperty("expected_result").GetString() == "SUCCESS",
            ExpectedPolicies = test.TryGetProperty("expected_user_constrained_policy_set", out var expected)
                && expected.ValueKind == JsonValueKind.Array
                ? [.. Policies(expected)]
                : null,
        };

    private static IEnumerable<ObjectIdentifier> Policies(JsonElement list) =>
        list.EnumerateArray().Select(policy => ObjectIdentifier.Parse(policy.GetString()!));

    private static string FileOf(JsonElement name) =>
        SharedData.PathOf("suites", "pkits", name.GetString()!);

    private static Certificate ReadCertificate(string file) =>
        Certificate.TryRead(File.ReadAllBytes(file), out var certificate, out var error)
            ? certificate
            : throw new InvalidDataException($"{file}: {error}");

    private static RevocationList ReadList(string file) =>
        RevocationList.TryRead(File.ReadAllBytes(file), out var list, out var error)
            ? list
            : throw new InvalidDataException($"{file}: {error}");
}
