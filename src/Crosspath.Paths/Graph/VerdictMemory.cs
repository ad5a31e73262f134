using System.Buffers;
using System.Collections.Concurrent;
using Crosspath.X509;

namespace Crosspath.Paths;

/// <summary>
/// Whether signatures were good, remembered: a verdict depends on the certificate and the issuer's key alone, so it
/// holds for ever. Safe for use by several threads.
/// </summary>
/// <remarks>Whoever can write the file in which it is kept can have any certificate believed; keep it where only its
/// user writes.</remarks>
public sealed class VerdictMemory
{
    // "XPVM", a format version, then rows of certificate, key and verdict.
    private static ReadOnlySpan<byte> Magic => "XPVM\x01"u8;

    private const int RowSize = 2 * Fingerprint.Size + 1;

    private readonly ConcurrentDictionary<(Fingerprint Certificate, Fingerprint Key), SignatureVerdict> _verdicts = [];

    /// <summary>How many verdicts are remembered.</summary>
    public int Count => _verdicts.Count;

    /// <summary>Whether a verdict was added since this was read or made.</summary>
    public bool HasNew { get; private set; }

    /// <summary>Looks a verdict up.</summary>
    public bool TryGet(Fingerprint certificate, Fingerprint key, out SignatureVerdict verdict) =>
        _verdicts.TryGetValue((certificate, key), out verdict);

    /// <summary>Remembers a verdict. What could not be verified is not remembered: another platform may be able
    /// to.</summary>
    public void Add(Fingerprint certificate, Fingerprint key, SignatureVerdict verdict)
    {
        if (verdict == SignatureVerdict.Unverifiable) return;
        if (_verdicts.TryAdd((certificate, key), verdict)) HasNew = true;
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; null when the bytes are something else or cut off.</summary>
    public static VerdictMemory? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic) || (bytes.Length - Magic.Length) % RowSize != 0) return null;
        var memory = new VerdictMemory();
        for (var rows = bytes[Magic.Length..]; !rows.IsEmpty; rows = rows[RowSize..])
        {
            var verdict = (SignatureVerdict)rows[RowSize - 1];
            if (verdict is not (SignatureVerdict.Valid or SignatureVerdict.Bad)) return null;
            var key = (new Fingerprint(rows[..32]), new Fingerprint(rows[32..64]));
            memory._verdicts[key] = verdict;
        }
        return memory;
    }

    /// <summary>Writes all verdicts, in order.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Magic);
        foreach (var ((certificate, key), verdict) in _verdicts.OrderBy(row => row.Key))
        {
            var row = writer.GetSpan(RowSize);
            certificate.CopyTo(row);
            key.CopyTo(row[Fingerprint.Size..]);
            row[RowSize - 1] = (byte)verdict;
            writer.Advance(RowSize);
        }
    }
}
