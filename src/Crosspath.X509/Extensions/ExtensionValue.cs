namespace Crosspath.X509;

/// <summary>A typed extension: absent (the default), present, or present and malformed.</summary>
/// <param name="IsPresent">Whether the certificate has it.</param>
/// <param name="IsCritical">As it is marked.</param>
/// <param name="Value">Null when absent or malformed.</param>
public readonly record struct ExtensionValue<T>(bool IsPresent, bool IsCritical, T? Value)
    where T : class
{
    /// <summary>Whether it is there but cannot be read.</summary>
    public bool IsMalformed => IsPresent && Value is null;

    internal static ExtensionValue<T> From(Extension? extension, Func<ReadOnlyMemory<byte>, T?> read) =>
        extension is { } found ? new ExtensionValue<T>(true, found.IsCritical, read(found.Value)) : default;
}
