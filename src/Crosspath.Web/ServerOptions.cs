using System.Collections.Immutable;
using System.Net;
using Crosspath.Authority.Demos;

namespace Crosspath.Web;

/// <summary>Where and how the server listens, and what a question may cost.</summary>
internal sealed record ServerOptions
{
    /// <summary>Port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8480);

    /// <summary>Names, beside those of the loopback and the address listened on, under which the server may be
    /// called.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>What callers must know; null for nothing.</summary>
    public string? Token { get; init; }

    /// <summary>A demonstration to begin with; null for none.</summary>
    public DemoPki? Demo { get; init; }

    /// <summary>The longest body of a question. 8 MiB: some thousand certificates.</summary>
    public int BodyBytes { get; init; } = 8 << 20;

    /// <summary>The most certificates that one question brings.</summary>
    public int Certificates { get; init; } = 5_000;

    /// <summary>How long a short question may take.</summary>
    public TimeSpan ShortTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a heavy question may take.</summary>
    public TimeSpan HeavyTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many heavy questions are worked on at once: half of the processors, so that short ones always
    /// find one.</summary>
    public int HeavyAtOnce { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How many short questions wait before further ones are refused.</summary>
    public int ShortWaiting { get; init; } = 256;

    /// <summary>How many heavy questions wait before further ones are refused.</summary>
    public int HeavyWaiting { get; init; } = 8;
}
