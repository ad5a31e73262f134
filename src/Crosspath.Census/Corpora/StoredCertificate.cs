namespace Crosspath.Census.Corpora;

/// <summary>A certificate out of a corpus.</summary>
/// <param name="Der">As it was ingested.</param>
/// <param name="Kind">What it is.</param>
/// <param name="FirstSeen">The earliest sighting of which the source told the time; null when none did.</param>
public sealed record StoredCertificate(ReadOnlyMemory<byte> Der, RecordKind Kind, DateTimeOffset? FirstSeen);
