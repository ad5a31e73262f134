namespace Crosspath.Fetch.Tls;

/// <summary>The server does not do what leads to its certificates. Ends one conversation; caught in
/// <see cref="TlsProbe"/>.</summary>
/// <param name="message">What the server does, to be put behind its name.</param>
internal sealed class TlsFailure(string message) : IOException(message);
