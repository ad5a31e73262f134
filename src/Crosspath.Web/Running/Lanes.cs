namespace Crosspath.Web.Running;

/// <summary>The two lanes.</summary>
internal sealed class Lanes(ServerOptions options) : IDisposable
{
    /// <summary>Lookups, and path questions as long as they are easy.</summary>
    public Lane Short { get; } =
        new(isHeavy: false, 2 * Environment.ProcessorCount, options.ShortWaiting, options.ShortTime);

    /// <summary>Everything that may take seconds.</summary>
    public Lane Heavy { get; } = new(isHeavy: true, options.HeavyAtOnce, options.HeavyWaiting, options.HeavyTime);

    /// <inheritdoc/>
    public void Dispose()
    {
        Short.Dispose();
        Heavy.Dispose();
    }
}
