namespace Crosspath.Authority;

/// <summary>What came of opening a private key.</summary>
public abstract record KeyOpening
{
    private KeyOpening() { }

    /// <summary>The key is open; whoever holds it disposes of it.</summary>
    public sealed record Opened(SigningKey Key) : KeyOpening;

    /// <summary>There is a key, but it is encrypted, and no password was given.</summary>
    public sealed record NeedsPassword : KeyOpening;

    /// <summary>There is no key that could be used.</summary>
    /// <param name="Reason">Without anything secret.</param>
    public sealed record Unusable(string Reason) : KeyOpening;
}
