using System.Formats.Asn1;
using Crosspath.Testing;
using Crosspath.X509;

namespace Crosspath.Paths.Tests;

/// <summary>A revocation list that is well signed, and that cannot be read to its end, settles nothing.</summary>
public sealed class BrokenRevocationListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("the leaf", "revoked")]
    [InlineData("something that is no entry", "revocation-unknown")]
    [InlineData("an entry with a reason that is none", "revocation-unknown")]
    public void What_a_list_holds_decides_whether_it_says_good(string entry, string code)
    {
        using var world = World.Draw("""
            anchor Root
            Root -> leaf
            """);
        var list = Sign(world, Entries(entry, world["leaf/Root"].SerialNumber));

        var path = world.Paths().Find(world.Query("leaf") with { RevocationLists = [list] }).Single();

        Assert.Equal(code, string.Join(' ', path.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code)));
    }

    private static byte[] Entries(string what, ReadOnlyMemory<byte> serialNumber) => what switch
    {
        "the leaf" => Entry(serialNumber.Span, null),
        "something that is no entry" => [5, 0, .. Entry(serialNumber.Span, null)],
        "an entry with a reason that is none" => [.. Entry([1], [5, 0]), .. Entry(serialNumber.Span, null)],
        _ => Entry([1], null),
    };

    private static byte[] Entry(ReadOnlySpan<byte> serialNumber, byte[]? reason)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(serialNumber);
            writer.WriteUtcTime(World.Today.AddDays(-1));
            if (reason is not null) WriteReason(writer, reason);
        }
        return writer.Encode();
    }

    private static void WriteReason(AsnWriter writer, byte[] reason)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.5.29.21");
            writer.WriteOctetString(reason);
        }
    }

    private static RevocationList Sign(World world, byte[] entries)
    {
        byte[] algorithm = [0x30, 10, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2]; // ecdsa-with-SHA256
        var signed = new AsnWriter(AsnEncodingRules.DER);
        using (signed.PushSequence())
        {
            signed.WriteInteger(1);
            signed.WriteEncodedValue(algorithm);
            signed.WriteEncodedValue(world["leaf/Root"].Issuer.Raw.Span);
            signed.WriteUtcTime(World.Today.AddDays(-1));
            signed.WriteUtcTime(World.Today.AddDays(1));
            signed.WriteEncodedValue([0x30, checked((byte)entries.Length), .. entries]);
        }
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(signed.Encode());
            list.WriteEncodedValue(algorithm);
            list.WriteBitString(world.Sign("Root", signed.Encode()));
        }
        Assert.True(RevocationList.TryRead(list.Encode(), out var read, out _));
        return read;
    }
}
