using System.Buffers.Text;
using System.Globalization;
using Crosspath.X509;

namespace Crosspath.Bench.Synthetic;

/// <summary>Writes a synthetic collection: <c>generate LEAVES FILE ROOTS</c>, PEM, or DER when FILE ends so.</summary>
internal static class Generate
{
    private const int LeavesAtATime = 4000;

    public static int Run(string leaves, string file, string rootsFile)
    {
        var count = long.Parse(leaves, CultureInfo.InvariantCulture);
        var isDer = file.EndsWith(".der", StringComparison.Ordinal);
        using var pki = new SyntheticPki();
        using (var roots = File.Create(rootsFile)) Write(roots, pki.RootCertificates(), isDer: false);
        using var output = File.Create(file, 1 << 20);
        Write(output, pki.CaCertificates(), isDer);
        var pieces = Enumerable.Range(0, (int)((count + LeavesAtATime - 1) / LeavesAtATime))
            .Select(i => (First: (long)i * LeavesAtATime, Count: Math.Min(LeavesAtATime, count - (long)i * LeavesAtATime)))
            .AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(piece => Encode(pki.Leaves(piece.First, piece.Count), isDer));
        foreach (var piece in pieces) output.Write(piece);
        var answers = SyntheticPki.Answers(count);
        Console.WriteLine(
            $"{answers.CaCertificates} CA certificates, {count} leaves; cross-signed: {answers.CrossSignedRoots} roots, " +
            $"{answers.CrossSignedIntermediates} intermediates, {answers.CrossSignedLeaves} leaves; reissued {answers.Reissued}");
        return 0;
    }

    private static byte[] Encode(IEnumerable<Certificate> certificates, bool isDer)
    {
        using var buffer = new MemoryStream();
        Write(buffer, certificates, isDer);
        return buffer.ToArray();
    }

    private static void Write(Stream output, IEnumerable<Certificate> certificates, bool isDer)
    {
        foreach (var certificate in certificates)
        {
            if (isDer)
            {
                output.Write(certificate.Raw.Span);
                continue;
            }
            output.Write("-----BEGIN CERTIFICATE-----\n"u8);
            var text = new byte[Base64.GetMaxEncodedToUtf8Length(certificate.Raw.Length)];
            Base64.EncodeToUtf8(certificate.Raw.Span, text, out _, out var length);
            for (var i = 0; i < length; i += 64)
            {
                output.Write(text.AsSpan(i, Math.Min(64, length - i)));
                output.Write("\n"u8);
            }
            output.Write("-----END CERTIFICATE-----\n"u8);
        }
    }
}
