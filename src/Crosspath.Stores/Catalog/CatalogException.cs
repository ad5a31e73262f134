namespace Crosspath.Stores.Catalog;

/// <summary>A catalogue's file is damaged. The message says which, where, and what to do.</summary>
/// <param name="message">One line.</param>
public sealed class CatalogException(string message) : IOException(message);
