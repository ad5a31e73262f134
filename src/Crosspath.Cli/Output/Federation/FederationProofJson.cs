using Crosspath.Federations;

namespace Crosspath.Cli.Output;

/// <summary>What became of a proof, as JSON.</summary>
internal static class FederationProofJson
{
    /// <summary>Writes it.</summary>
    public static void Write(FederationProof proof, Stream output) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("holds", proof.Holds);
        json.WriteNumber("searches", proof.Questions);
        json.WriteStartArray("violations");
        foreach (var violation in proof.Violations)
        {
            json.WriteStartObject();
            json.WriteString("kind", KindOf(violation));
            json.WriteString("viewer", violation.Viewer);
            json.WriteString("text", FederationProofText.TextOf(violation));
            json.WriteStrings("path",
                (violation.Path?.Path.Certificates ?? []).Select(certificate => certificate.Fingerprint.ToString()));
            json.WriteStrings("subjects",
                (violation.Path?.Path.Certificates ?? []).Select(certificate => certificate.Subject.FriendlyText));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string KindOf(Violation violation) => violation switch
    {
        Violation.NotTrusted => "not-trusted",
        Violation.Trusted => "trusted",
        Violation.ForbiddenName => "forbidden-name",
        Violation.TransitiveTrust => "transitive-trust",
        _ => "not-proved",
    };
}
