using Crosspath.X509.Der;

namespace Crosspath.X509;

/// <summary>The extensions of a certificate or revocation list, in order. Enumerating it allocates nothing; it ends at
/// the first that cannot be read.</summary>
public readonly struct ExtensionList
{
    private readonly ReadOnlyMemory<byte> _content;

    /// <summary>A list over the content of an Extensions SEQUENCE.</summary>
    internal ExtensionList(ReadOnlyMemory<byte> content) => _content = content;

    /// <summary>The enumerator that <c>foreach</c> uses.</summary>
    public Enumerator GetEnumerator() => new(_content);

    /// <summary>A copy as an array, for where an enumerator over spans cannot go.</summary>
    public Extension[] ToArray()
    {
        var all = new List<Extension>();
        foreach (var extension in this) all.Add(extension);
        return [.. all];
    }

    /// <summary>Steps through the extensions.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlyMemory<byte> _content;
        private DerReader _reader;
        private Extension _current;

        internal Enumerator(ReadOnlyMemory<byte> content)
        {
            _content = content;
            _reader = new DerReader(content.Span);
            _current = default;
        }

        /// <summary>The extension at hand.</summary>
        public readonly Extension Current => _current;

        /// <summary>Goes to the next; false when there is none.</summary>
        public bool MoveNext() => Extension.TryRead(_content, ref _reader, out _current);
    }
}
