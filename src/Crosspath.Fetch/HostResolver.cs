using System.Net;

namespace Crosspath.Fetch;

/// <summary>Finds the addresses of a host; asked once for each connection.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);
