namespace Crosspath.Census.Corpora;

/// <summary>How much there is in a corpus.</summary>
/// <param name="Cas">CA certificates.</param>
/// <param name="Leaves">Other certificates.</param>
/// <param name="Precertificates">Leaves by their form that never were issued as such: they take part in nothing.</param>
public sealed record CorpusSize(long Cas, long Leaves, long Precertificates)
{
    /// <summary>Everything that is kept, of whatever kind.</summary>
    public long Certificates => Cas + Leaves + Precertificates;
}
