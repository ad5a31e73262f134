namespace Crosspath.Stores.History;

/// <summary>One line of a history of stores: a version, or why there is none.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Version">What stands there; null when it cannot be used.</param>
/// <param name="Problem">Why it cannot; null when it can.</param>
public sealed record HistoryRow(int Line, StoreVersion? Version, string? Problem);
