namespace Crosspath.Census.Sources;

/// <summary>Where and when a certificate was seen.</summary>
/// <param name="Source">A file's path, a log's URL, a database and table.</param>
/// <param name="Place">Where in the source: byte offset in the uncompressed file, line, index in a log, row id.</param>
/// <param name="SeenAt">When, as the source tells; null when it does not, and then the day of ingest stands in.</param>
public readonly record struct Sighting(string Source, long Place, DateTimeOffset? SeenAt);
