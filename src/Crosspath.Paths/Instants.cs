namespace Crosspath.Paths;

/// <summary>Instants to the second: that is how finely certificates and stores tell the time, so the instant after the
/// end of one period is the beginning of the next.</summary>
public static class Instants
{
    private static readonly DateTimeOffset First = DateTimeOffset.MinValue.AddSeconds(1);
    private static readonly DateTimeOffset Last = DateTimeOffset.MaxValue.AddSeconds(-1);

    /// <summary>The instant before; the beginning of time has none but itself.</summary>
    public static DateTimeOffset Previous(this DateTimeOffset instant) =>
        instant < First ? DateTimeOffset.MinValue : instant.AddSeconds(-1);

    /// <summary>The instant after; the end of time has none but itself.</summary>
    public static DateTimeOffset Next(this DateTimeOffset instant) =>
        instant > Last ? DateTimeOffset.MaxValue : instant.AddSeconds(1);
}
