using System.Security.Cryptography;
using Crosspath.X509;

namespace Crosspath.Stores.Catalog;

/// <summary>The intermediates that Mozilla discloses and Firefox has beforehand, as a bundle beside the stores of a
/// catalogue.</summary>
/// <param name="folder">The catalogue's.</param>
public sealed class IntermediatePool(string folder)
{
    /// <summary>The name of its source among those of stores.</summary>
    public const string SourceName = "intermediates";

    /// <summary>The bundle, in PEM.</summary>
    public string File { get; } = Path.Combine(folder, "intermediates.pem");

    /// <summary>Puts certificates in the place of those that are there, each once and in the order of their
    /// fingerprints.</summary>
    /// <returns>How many they are.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public int Replace(IEnumerable<Certificate> certificates)
    {
        var all = new SortedDictionary<Fingerprint, Certificate>();
        foreach (var certificate in certificates) all.TryAdd(certificate.Fingerprint, certificate);
        Directory.CreateDirectory(folder);
        AtomicFile.Write(File, toDisk: true, stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            foreach (var certificate in all.Values)
                text.WriteLine(PemEncoding.WriteString("CERTIFICATE", certificate.Raw.Span));
        });
        return all.Count;
    }
}
