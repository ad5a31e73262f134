using System.Globalization;
using Crosspath.Paths.Cutting;

namespace Crosspath.Answers;

/// <summary>The JSON of <c>crosspath cut</c>.</summary>
internal static class CutJson
{
    /// <summary>Writes the answer.</summary>
    public static void Write(CutAnswer answer, Stream output) => JsonOutput.Write(output, json =>
    {
        var cut = answer.Cut;
        json.WriteStartObject();
        json.WriteString("identity", cut.Identity.KeyId.ToString());
        json.WriteString("subject", cut.Identity.Subject.ToString());
        json.WriteTime("at", answer.At);
        json.WriteStrings("revoke", cut.Elements.OfType<CutElement.Revocation>().Select(element => element.Certificate.Fingerprint.ToString()));
        json.WriteStartArray("distrust");
        foreach (var element in cut.Elements.OfType<CutElement.Distrust>())
        {
            json.WriteStartObject();
            json.WriteString("anchor", answer.ContainerOf(element).Fingerprint.ToString());
            json.WriteString("keyId", element.Anchor.KeyId.ToString());
            json.WriteString("subject", element.Anchor.Subject.ToString());
            json.WriteString("store", TimelineAnswer.NameOf(element.Store));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("cost", cut.Cost);
        json.WriteBoolean("cheapest", cut.IsCheapest);
        json.WriteStartObject("proof");
        json.WriteString("pathsBefore", cut.PathsBefore.ToString(CultureInfo.InvariantCulture));
        json.WriteString("pathsAfter", cut.PathsAfter.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartObject("collateral");
        json.WriteNumber("caCertificates", answer.Lost.Count(certificate => certificate.IsCa == true));
        json.WriteNumber("leafCertificates", answer.Lost.Count(certificate => certificate.IsCa != true));
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
