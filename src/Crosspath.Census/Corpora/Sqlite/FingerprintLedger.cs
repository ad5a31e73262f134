using System.Buffers.Binary;
using Crosspath.X509;

namespace Crosspath.Census.Corpora.Sqlite;

// While a large corpus is first filled, an index of fingerprints on disk would be written all over for every batch. So it is
// made when everything is in, and until then this knows what is there: eight bytes of each fingerprint and the row, in an
// open table. Eight bytes can be made to collide on purpose, so a hit is only a proposal: the row itself decides.

/// <summary>Which row may hold a fingerprint.</summary>
internal sealed class FingerprintLedger
{
    private const int FirstCapacity = 1 << 16;

    private ulong[] _keys = new ulong[FirstCapacity];
    private int[] _rows = new int[FirstCapacity]; // 0: free

    /// <summary>How many are known.</summary>
    public int Count { get; private set; }

    /// <summary>The most that the ledger is meant for: past this it would take more than 300 MB.</summary>
    public static int Capacity => 16_000_000;

    /// <summary>Rows that may hold a fingerprint: mostly none or one.</summary>
    public IEnumerable<int> Propose(Fingerprint fingerprint)
    {
        var key = KeyOf(fingerprint);
        for (var slot = SlotOf(key); _rows[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key) yield return _rows[slot];
        }
    }

    /// <summary>Whether any row may hold a fingerprint.</summary>
    public bool MayHold(Fingerprint fingerprint)
    {
        var key = KeyOf(fingerprint);
        for (var slot = SlotOf(key); _rows[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key) return true;
        }
        return false;
    }

    /// <summary>Notes that a row, from 1, holds a fingerprint.</summary>
    public void Add(Fingerprint fingerprint, int row)
    {
        // Seven tenths full at most, so that runs stay short.
        if ((long)Count * 10 >= (long)_keys.Length * 7) Grow();
        Place(KeyOf(fingerprint), row);
        Count++;
    }

    private void Place(ulong key, int row)
    {
        var slot = SlotOf(key);
        while (_rows[slot] != 0) slot = (slot + 1) & (_keys.Length - 1);
        (_keys[slot], _rows[slot]) = (key, row);
    }

    private void Grow()
    {
        var (keys, rows) = (_keys, _rows);
        (_keys, _rows) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (rows[i] != 0) Place(keys[i], rows[i]);
        }
    }

    private int SlotOf(ulong key) => (int)((key >> 32) & (ulong)(_keys.Length - 1));

    private static ulong KeyOf(Fingerprint fingerprint)
    {
        Span<byte> digest = stackalloc byte[Fingerprint.Size];
        fingerprint.CopyTo(digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
