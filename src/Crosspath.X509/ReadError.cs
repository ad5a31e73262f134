namespace Crosspath.X509;

/// <summary>Why some bytes are no certificate or revocation list.</summary>
/// <param name="Offset">Where reading stopped, counted from the first of the given bytes.</param>
/// <param name="Reason">What was expected there, for people.</param>
public readonly record struct ReadError(int Offset, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Reason} (at byte {Offset})";
}
