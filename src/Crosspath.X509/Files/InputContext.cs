namespace Crosspath.X509;

/// <summary>What every reader of one input knows: its name, the limits, and the passwords to try.</summary>
internal sealed record InputContext(string Source, InputLimits Limits, IReadOnlyList<string> Passwords)
{
    public InputItem.Unreadable None(string looksLike, long offset = 0) =>
        new(Source, offset, UnreadableKind.NoCertificate, "no certificate found: " + looksLike);

    public InputItem.Unreadable Damaged(long offset, string reason) =>
        new(Source, offset, UnreadableKind.Damaged, reason);

    public InputItem.Unreadable TooMuch(long offset, string reason) =>
        new(Source, offset, UnreadableKind.LimitExceeded, reason);
}
