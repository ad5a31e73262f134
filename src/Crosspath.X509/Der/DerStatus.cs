namespace Crosspath.X509.Der;

/// <summary>What stopped a <see cref="DerReader"/>, or that nothing did.</summary>
public enum DerStatus
{
    /// <summary>The element was read.</summary>
    Ok,

    /// <summary>Nothing is left to read.</summary>
    End,

    /// <summary>The element claims more octets than there are.</summary>
    Truncated,

    /// <summary>The tag or the length has a form that no encoding rule allows, or that exceeds 2 GiB.</summary>
    Malformed,

    /// <summary>The element is not of the type that its place wants.</summary>
    UnexpectedTag,
}
