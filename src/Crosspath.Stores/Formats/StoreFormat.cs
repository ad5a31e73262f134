namespace Crosspath.Stores.Formats;

/// <summary>A form in which root stores are published.</summary>
/// <param name="Name">As in <see cref="StoreReading.Format"/>.</param>
/// <param name="Summary">What it is, in one line.</param>
public sealed record StoreFormat(string Name, string Summary);
