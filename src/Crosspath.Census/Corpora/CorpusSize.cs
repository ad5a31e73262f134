namespace Crosspath.Census.Corpora;

/// <summary>How much there is in a corpus.</summary>
/// <param name="Cas">CA certificates.</param>
/// <param name="Leaves">Other certificates.</param>
/// <param name="Precertificates">Which are no certificates, and kept apart.</param>
public sealed record CorpusSize(long Cas, long Leaves, long Precertificates)
{
    /// <summary>Certificates of all kinds.</summary>
    public long Certificates => Cas + Leaves;
}
