using System.Diagnostics.CodeAnalysis;
using Crosspath.X509;

namespace Crosspath.Stores.Formats;

/// <summary>The certificates of a container, by <see cref="CertificateFiles"/>.</summary>
/// <param name="unit">What places are counted in: <c>line</c> or <c>byte</c>.</param>
internal sealed class ContainerItems(StoreFile file, string unit)
{
    private readonly LinePlaces _lines = new(file.Content);
    private StoreProblem? _first;
    private bool _any;

    /// <summary>Each certificate with its place in words and as an offset; what cannot be read is reported.</summary>
    public IEnumerable<(Certificate Certificate, string Place, long Offset)> Certificates(StoreDraft draft)
    {
        foreach (var item in CertificateFiles.Read(new MemoryStream(file.Content.ToArray(), writable: false), ""))
        {
            var place = unit == "line" ? $"line {_lines.LineAt(item.Offset)}" : $"byte {item.Offset}";
            if (item is InputItem.FoundCertificate found)
            {
                if (Certificate.TryRead(found.Der, out var certificate, out var error))
                {
                    _any = true;
                    yield return (certificate, place, item.Offset);
                }
                else Report(draft, place, $"no certificate: {error.Reason}");
            }
            else if (item is InputItem.Unreadable unreadable) Report(draft, place, unreadable.Reason);
        }
    }

    /// <summary>The reading, or the first problem when there was no certificate at all.</summary>
    public bool TryFinish(
        StoreDraft draft, [NotNullWhen(true)] out StoreReading? reading, [NotNullWhen(false)] out StoreProblem? problem)
    {
        reading = _any ? draft.ToReading() : null;
        problem = _any ? null : _first ?? new StoreProblem($"{unit} 0", "no certificate found");
        return _any;
    }

    private void Report(StoreDraft draft, string place, string reason)
    {
        _first ??= new StoreProblem(place, reason);
        draft.Report(place, reason);
    }
}
