using Crosspath.Fetch.Tls;

namespace Crosspath.Cli.Commands;

/// <summary>Which servers are asked, and how.</summary>
/// <param name="Endpoints">In the order of the answers.</param>
/// <param name="Probe">How each is asked.</param>
/// <param name="Parallel">How many at once.</param>
internal sealed record HostsQuestion(IReadOnlyList<TlsEndpoint> Endpoints, ProbeOptions Probe, int Parallel);
