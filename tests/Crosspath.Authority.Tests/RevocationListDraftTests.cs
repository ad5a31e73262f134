using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Crosspath.X509;

namespace Crosspath.Authority.Tests;

public sealed class RevocationListDraftTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 15, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OpenSSL_refuses_the_revoked_certificate_and_no_other()
    {
        using var root = SigningKey.Create();
        using var subject = SigningKey.Create();
        using var openSsl = new OpenSslCommand();
        var authority = ExtensionDraft.AuthorityKeyIdentifier(root.KeyIdentifier);
        var revoked = Drafts.Leaf(subject, authority).SignWith(root);
        openSsl.Write("root.pem", Drafts.Root(root).SignWith(root));
        openSsl.Write("revoked.pem", revoked);
        openSsl.Write("good.pem", Drafts.Leaf(subject, authority).SignWith(root));
        openSsl.Write("crl.pem", List(new RevocationDraft(revoked.SerialNumber, Now.AddDays(-1))).SignWith(root));

        Assert.Contains("certificate revoked", Verify("revoked.pem"), StringComparison.Ordinal);
        Assert.Equal("good.pem: OK\n", Verify("good.pem"));

        string Verify(string file) => openSsl.Run(
            "verify", "-crl_check", "-x509_strict", "-attime", "1750000000",
            "-CAfile", "root.pem", "-CRLfile", "crl.pem", file);
    }

    [Theory]
    [InlineData(RevocationReason.Unspecified)]
    [InlineData(RevocationReason.KeyCompromise)]
    [InlineData(RevocationReason.CaCompromise)]
    [InlineData(RevocationReason.RemoveFromCrl)]
    [InlineData(RevocationReason.AaCompromise)]
    public void Entries_are_read_back_as_they_were_drafted(RevocationReason reason)
    {
        using var root = SigningKey.Create();
        var draft = List(new RevocationDraft(new byte[] { 0x12, 0x34 }, Now.AddDays(-1), reason));

        var list = draft.SignWith(root);

        var entry = Assert.Single(list.Entries());
        Assert.Equal([0x12, 0x34], entry.SerialNumber.ToArray());
        Assert.Equal((Now.AddDays(-1), reason), (entry.RevokedAt, entry.Reason));
        Assert.Equal((Now, Now.AddDays(7)), (list.ThisUpdate, list.NextUpdate));
        Assert.Equal(root.KeyIdentifier, list.AuthorityKeyIdentifier.ToArray());
    }

    [Fact]
    public void The_platform_reads_the_list_and_its_number()
    {
        using var root = SigningKey.Create();
        var entry = new RevocationDraft(new byte[] { 5 }, Now.AddDays(-1), RevocationReason.Superseded);
        var list = List(entry).SignWith(root);

        var builder = CertificateRevocationListBuilder.Load(list.Raw.Span, out var number, out var read);

        Assert.Equal((BigInteger.Pow(2, 70), list.Raw.Length), (number, read));
        Assert.True(builder.RemoveEntry([5]));
        Assert.False(builder.RemoveEntry([5]));
    }

    [Fact]
    public void An_empty_list_has_no_sequence_of_entries()
    {
        using var root = SigningKey.Create();
        using var openSsl = new OpenSslCommand();
        var list = List().SignWith(root);
        openSsl.Write("crl.pem", list);

        Assert.Empty(list.Entries());
        var text = openSsl.Run("crl", "-in", "crl.pem", "-noout", "-text");
        Assert.Contains("No Revoked Certificates", text, StringComparison.Ordinal);
    }

    private static RevocationListDraft List(params RevocationDraft[] entries) => new()
    {
        Issuer = Drafts.Issuer,
        ThisUpdate = Now,
        NextUpdate = Now.AddDays(7),
        Number = BigInteger.Pow(2, 70),
        Entries = [.. entries],
    };
}
