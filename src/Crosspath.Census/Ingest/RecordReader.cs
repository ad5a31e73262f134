using System.Collections.Concurrent;
using Crosspath.Census.Corpora;
using Crosspath.Census.Sources;
using Crosspath.X509;

namespace Crosspath.Census.Ingest;

/// <summary>Makes records of bytes: reads the certificate and takes the digests by which a corpus is searched. Safe for use
/// by several threads.</summary>
internal sealed class RecordReader
{
    private const int MostNames = 20_000;

    // A few issuers sign nearly everything, and the canonical form of a name costs more than the rest of the reading.
    private readonly ConcurrentDictionary<ShortDigest, ShortDigest> _issuers = [];

    /// <summary>Reads a piece of a source.</summary>
    public RecordPiece Read(IReadOnlyList<SourceItem> items)
    {
        var piece = new RecordPiece();
        foreach (var item in items)
        {
            switch (item)
            {
                case SourceItem.Found found:
                    Read(found, piece);
                    break;
                case SourceItem.Rejected rejected:
                    piece.Rejected.Add(rejected);
                    break;
                case SourceItem.Mark mark:
                    piece.Marks.Add(mark);
                    break;
                case SourceItem.Failed failed:
                    piece.Failures.Add(failed);
                    break;
            }
        }
        return piece;
    }

    private void Read(SourceItem.Found found, RecordPiece piece)
    {
        if (Certificate.TryRead(found.Der, out var certificate, out var error))
        {
            piece.Records.Add(Record(certificate, found.Sighting));
            return;
        }
        piece.Rejected.Add(new SourceItem.Rejected(
            found.Sighting.Source, found.Sighting.Place, $"no certificate: {error}"));
    }

    private CorpusRecord Record(Certificate certificate, Sighting sighting)
    {
        var subject = ShortDigest.Of(certificate.Subject);
        var kind = IsPrecertificate(certificate) ? RecordKind.Precertificate
            : CaRule.IsCa(certificate) ? RecordKind.Ca
            : RecordKind.Leaf;
        return new CorpusRecord(
            certificate,
            kind,
            ShortDigest.Of(subject, certificate.KeyId),
            subject,
            DigestOfIssuer(certificate),
            certificate.Subject.ToString(),
            sighting);
    }

    private ShortDigest DigestOfIssuer(Certificate certificate)
    {
        var bytes = ShortDigest.Of(certificate.Issuer.Raw.Span);
        if (_issuers.TryGetValue(bytes, out var known)) return known;
        if (_issuers.Count >= MostNames) _issuers.Clear();
        return _issuers[bytes] = ShortDigest.Of(certificate.Issuer);
    }

    private static bool IsPrecertificate(Certificate certificate) =>
        certificate.FindExtension(ExtensionOids.PrecertificatePoison) is { IsCritical: true };
}
