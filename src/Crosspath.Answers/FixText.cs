using Crosspath.Paths.Explanation;

namespace Crosspath.Answers;

/// <summary>Says in words what a fix would change.</summary>
internal static class FixText
{
    /// <summary>One sentence, without a full stop.</summary>
    public static string Of(Fix fix) => string.Join(", and ", fix.Changes.Select(Of));

    private static string Of(Change change) => change switch
    {
        Change.OtherTime time => $"ask about another time: --at {TimeArgument.Text(time.At)}",
        Change.MoreTrust trust => $"trust the anchor {trust.Anchor.Subject.FriendlyText} ({trust.Anchor.Fingerprint})",
        Change.OtherPurpose purpose => $"ask about another purpose: --purpose {purpose.Purpose}",
        Change.OtherHost { Names.IsEmpty: true } => "ask about no host: the certificate names none",
        Change.OtherHost host => $"ask about a host that the certificate is for: {string.Join(", ", host.Names)}",
        Change.MoreCertificates { Locations: [var first, ..] } more =>
            $"add a certificate of {more.Issuer}, to be had from {first}",
        Change.MoreCertificates { KeyIdentifier.Length: > 0 } more =>
            $"add a certificate of {more.Issuer}, key identifier {Convert.ToHexStringLower(more.KeyIdentifier.Span)}",
        Change.MoreCertificates more => $"add a certificate of {more.Issuer}",
        _ => change.ToString(),
    };
}
