using Crosspath.Bench.Workloads;
using Crosspath.X509;

namespace Crosspath.Bench.Preparation;

/// <summary>Writes the inputs of the peers that read no PEM.</summary>
internal static class Prepare
{
    /// <summary>The exit code of <c>prepare KIND INPUT OUTPUT</c>.</summary>
    public static int Run(string[] arguments)
    {
        IEnumerable<ReadOnlyMemory<byte>>? fields = arguments switch
        {
            ["certificates", var input, _] => Certificates(input),
            ["verifications", var input, _] => Verifications(input),
            _ => null,
        };
        if (fields is null)
        {
            Console.Error.WriteLine("usage: prepare certificates|verifications INPUT OUTPUT");
            return 2;
        }
        FieldFile.Write(arguments[2], fields);
        return 0;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Certificates(string input) =>
        CertificateFiles.Read(input).OfType<InputItem.FoundCertificate>().Select(found => found.Der);

    // Four fields a record; records of one key follow each other.
    private static IEnumerable<ReadOnlyMemory<byte>> Verifications(string input) =>
        Verification.AllOf(input).SelectMany(pair => new[]
        {
            pair.Issuer.PublicKeyInfo,
            pair.Certificate.SignatureAlgorithm,
            pair.Certificate.SignedPart,
            pair.Certificate.Signature,
        });
}
