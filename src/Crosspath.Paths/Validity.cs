namespace Crosspath.Paths;

/// <summary>A span of time, closed at both ends: RFC 5280 section 4.1.2.5.</summary>
public readonly record struct Validity
{
    /// <summary>From one instant to another, both included.</summary>
    /// <exception cref="ArgumentException">The end is before the beginning.</exception>
    public Validity(DateTimeOffset from, DateTimeOffset until)
    {
        if (until < from) throw new ArgumentException($"{until:O} is before {from:O}.", nameof(until));
        (From, Until) = (from, until);
    }

    /// <summary>First instant.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Last instant.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>All of time.</summary>
    public static Validity Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>A certificate's validity; null when its dates are the wrong way round or unreadable.</summary>
    public static Validity? Of(X509.Certificate certificate)
    {
        var (from, until) = (certificate.NotBefore, certificate.NotAfter);
        return until < from ? null : new Validity(from, until);
    }

    /// <summary>Whether an instant lies in the span.</summary>
    public bool Contains(DateTimeOffset instant) => From <= instant && instant <= Until;

    /// <summary>Whether another span that does not begin earlier begins in this one, or with the second after it.</summary>
    public bool Touches(Validity later) => From <= later.From && later.From <= Until.Next();

    /// <summary>The span inside both, or null if they do not meet.</summary>
    public Validity? Intersect(Validity other)
    {
        var from = From > other.From ? From : other.From;
        var until = Until < other.Until ? Until : other.Until;
        return until < from ? null : new Validity(from, until);
    }
}
