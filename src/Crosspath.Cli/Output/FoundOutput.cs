using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crosspath.Census.Sources;
using Crosspath.X509;

namespace Crosspath.Cli.Output;

/// <summary>Certificates that were found in a corpus.</summary>
internal static class FoundOutput
{
    /// <summary>Writes one for people.</summary>
    public static void WriteText(Certificate certificate, IReadOnlyList<Sighting> sightings, TextWriter output)
    {
        output.WriteLine(certificate.Fingerprint.ToString());
        output.WriteLine($"  {Printable.Text(certificate.Subject.ToString())}");
        output.WriteLine($"  by {Printable.Text(certificate.Issuer.ToString())}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}, key {certificate.KeyId.Short}"));
        foreach (var sighting in sightings) output.WriteLine($"  seen in {Printable.Text(sighting.Source)} at {sighting.Place}{Day(sighting)}");
    }

    /// <summary>Writes one for programs: what <c>inspect</c> writes first, and where it was seen.</summary>
    public static void WriteJson(Certificate certificate, IReadOnlyList<Sighting> sightings, Stream output) =>
        JsonOutput.Write(
            output,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("sha256", certificate.Fingerprint.ToString());
                json.WriteString("subject", certificate.Subject.ToString());
                json.WriteString("issuer", certificate.Issuer.ToString());
                json.WriteString("serial", certificate.SerialHex);
                json.WriteTime("notBefore", certificate.NotBefore);
                json.WriteTime("notAfter", certificate.NotAfter);
                json.WriteString("keyId", certificate.KeyId.ToString());
                json.WriteStartArray("seen");
                foreach (var sighting in sightings)
                {
                    json.WriteStartObject();
                    json.WriteString("source", sighting.Source);
                    json.WriteNumber("place", sighting.Place);
                    json.WriteTime("at", sighting.SeenAt);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            },
            isLine: true);

    /// <summary>All of them as PEM.</summary>
    public static byte[] Pem(IEnumerable<Certificate> certificates) => Encoding.ASCII.GetBytes(string.Concat(
        certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span) + "\n")));

    private static string Day(Sighting sighting) =>
        sighting.SeenAt is { } at ? string.Create(CultureInfo.InvariantCulture, $" on {at:yyyy-MM-dd}") : "";
}
