namespace Crosspath.Fetch.Tls;

/// <summary>What is spoken before TLS begins.</summary>
public enum StartTls
{
    /// <summary>Nothing: TLS from the first octet.</summary>
    None,

    /// <summary>RFC 3207.</summary>
    Smtp,

    /// <summary>RFC 9051 section 6.2.1.</summary>
    Imap,

    /// <summary>The SSLRequest of PostgreSQL's frontend/backend protocol, version 3.0.</summary>
    Postgres,

    /// <summary>RFC 4511 section 4.14.</summary>
    Ldap,
}
