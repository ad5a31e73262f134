namespace Crosspath.Fetch.Tls;

/// <summary>Alerts in words: RFC 8446 section 6.</summary>
internal static class AlertText
{
    /// <summary>The alert's name.</summary>
    /// <param name="alert">Level and description.</param>
    public static string Of(ReadOnlySpan<byte> alert) =>
        alert is [_, var description, ..] ? Name(description) : "an alert that is cut off";

    private static string Name(byte description) => description switch
    {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        40 => "handshake_failure",
        47 => "illegal_parameter",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version (it does not speak this version of TLS)",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        109 => "missing_extension",
        110 => "unsupported_extension",
        112 => "unrecognized_name (it does not serve this host name)",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => $"alert {description}",
    };
}
