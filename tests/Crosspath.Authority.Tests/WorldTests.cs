using Crosspath.Testing;

namespace Crosspath.Authority.Tests;

/// <summary>The language in which other tests draw their PKIs.</summary>
public sealed class WorldTests
{
    [Fact]
    public void Each_arrow_is_a_certificate_with_a_label()
    {
        using var world = World.Draw("""
            // a comment
            anchor Root
            Root -> A B     // two at once
            A -> leaf
            A -> leaf : future
            B -> A : as cross
            """);

        Assert.Equal(["Root/Root", "A/Root", "B/Root", "leaf/A", "leaf/A#2", "cross"], world.Labels);
        Assert.Equal([world["Root/Root"]], world.Anchors);
        Assert.Equal("CN=B", world["cross"].Issuer.ToString());
        Assert.Equal(world.Key("A").PublicKeyInfo.ToArray(), world["cross"].PublicKeyInfo.ToArray());
        Assert.Equal(world["cross"].Raw.ToArray(), world.Der("cross").ToArray());
    }

    [Theory]
    [InlineData("expired", "certificate has expired")]
    [InlineData("future", "certificate is not yet valid")]
    [InlineData("until 2025-05-31", "certificate has expired")]
    [InlineData("from 2025-06-02", "certificate is not yet valid")]
    [InlineData("no-ca", "invalid CA certificate")]
    [InlineData("no-keycertsign", "invalid CA certificate")]
    [InlineData("purpose codeSigning", "unsuitable certificate purpose")]
    [InlineData("permit dns:other", "permitted subtree violation")]
    [InlineData("exclude leaf.test", "excluded subtree violation")]
    [InlineData("critical-unknown", "unhandled critical extension")]
    [InlineData("bad-signature", "certificate signature failure")]
    [InlineData("require-explicit 0", "no explicit policy")]
    public void An_option_spoils_what_it_says(string option, string reason)
    {
        using var good = World.Draw("anchor Root\nRoot -> A\nA -> leaf");
        using var world = World.Draw($"anchor Root\nRoot -> A : {option}\nA -> leaf");

        Assert.Equal("leaf.pem: OK\n", Verify(good, "leaf/A"));
        Assert.Contains(reason, Verify(world, "leaf/A"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_length_is_kept()
    {
        using var world = World.Draw("anchor Root\nRoot -> A : pathlen 0\nA -> B leaf\nB -> leaf2");

        Assert.Equal("leaf.pem: OK\n", Verify(world, "leaf/A"));
        Assert.Contains("path length constraint exceeded", Verify(world, "leaf2/B"), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_stand_twice_make_one_extension()
    {
        using var world = World.Draw(
            "Root -> A : policy 1.2.3, policy 1.2.4, map 1.2.3=1.2.5, map 1.2.4=1.2.6, inhibit-any 1");

        var oids = world["A/Root"].Extensions.ToArray().Select(extension => extension.Oid.ToString()).ToList();

        Assert.Equal(oids.Distinct(), oids);
        Assert.Contains("2.5.29.54", oids);
    }

    [Fact]
    public void Serial_numbers_and_encodings_can_be_had()
    {
        using var world = World.Draw("Root -> A : serial -2, printable\nRoot -> A : utf8, serial 300, no-aki");

        Assert.Equal([0xFE], world["A/Root"].SerialNumber.ToArray());
        Assert.Equal([1, 44], world["A/Root#2"].SerialNumber.ToArray());
        Assert.NotEqual(world["A/Root"].Subject.Raw.ToArray(), world["A/Root#2"].Subject.Raw.ToArray());
        Assert.Equal(world["A/Root"].Subject, world["A/Root#2"].Subject);
    }

    [Fact]
    public void An_identity_can_bear_the_name_of_another_wherever_it_is_drawn()
    {
        using var world = World.Draw("""
            anchor Root
            Twin -> leaf
            Root -> A
            Root -> Twin : same-name-as A
            """);

        Assert.Equal(world["A/Root"].Subject, world["leaf/Twin"].Issuer);
        Assert.NotEqual(world["A/Root"].KeyId, world["Twin/Root"].KeyId);
        Assert.Equal(["leaf A Root"], world.AllPaths("leaf"));
    }

    [Theory]
    [InlineData("anchor Root\nRoot => A", 2)]
    [InlineData("anchor Root\n\nRoot -> A : merry", 3)]
    [InlineData("Root -> A : pathlen", 1)]
    [InlineData("Root -> A : pathlen many", 1)]
    [InlineData("Root -> A : purpose juggling", 1)]
    [InlineData("Root -> A : until tomorrow", 1)]
    [InlineData("Root -> A : permit ip:everywhere", 1)]
    [InlineData("Root ->  : expired", 1)]
    [InlineData("Root -> A : as x\nRoot -> B : as x", 2)]
    public void What_is_not_understood_is_told_with_its_line(string drawing, int line)
    {
        var error = Assert.Throws<FormatException>(() => World.Draw(drawing));

        Assert.StartsWith($"line {line}: ", error.Message, StringComparison.Ordinal);
    }

    private static string Verify(World world, string leaf)
    {
        using var openSsl = new OpenSslCommand();
        openSsl.Write("roots.pem", world.Anchors);
        openSsl.Write("pool.pem", world.Certificates);
        var file = leaf.Split('/')[0] + ".pem";
        openSsl.Write(file, world[leaf]);
        return openSsl.Run(
            "verify", "-attime", $"{World.Today.ToUnixTimeSeconds()}",
            "-purpose", "sslserver", "-policy_check", "-CAfile", "roots.pem", "-untrusted", "pool.pem", file);
    }
}
