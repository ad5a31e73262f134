using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Crosspath.X509.Tests.Files;

public sealed class Pkcs12Tests
{
    private static readonly PbeParameters Cheap = new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 5);

    [Theory]
    [InlineData(PbeEncryptionAlgorithm.Aes128Cbc, "SHA1")]
    [InlineData(PbeEncryptionAlgorithm.Aes128Cbc, "SHA256")]
    [InlineData(PbeEncryptionAlgorithm.Aes192Cbc, "SHA384")]
    [InlineData(PbeEncryptionAlgorithm.Aes256Cbc, "SHA512")]
    [InlineData(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, "SHA1")]
    public void Every_scheme_that_dotnet_writes_is_read(PbeEncryptionAlgorithm algorithm, string hash)
    {
        var file = Samples.Pkcs12("Grüße", new PbeParameters(algorithm, new HashAlgorithmName(hash), 2048));

        Samples.AssertCertificates(Samples.Certificates, Samples.Read(file, null, "wrong", "Grüße"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("changeit")]
    public void Passwords_that_are_none_need_not_be_given(string? password)
    {
        var old = new PbeParameters(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 5);

        Samples.AssertCertificates(Samples.Certificates, Samples.Read(Samples.Pkcs12(password, Cheap)));
        Samples.AssertCertificates(Samples.Certificates, Samples.Read(Samples.Pkcs12(password, old)));
    }

    [Fact]
    public void Without_the_password_it_is_locked()
    {
        var item = Assert.Single(Samples.Read(Samples.Pkcs12("secret", Cheap), null, "another"));

        var locked = Assert.IsType<InputItem.Unreadable>(item);
        Assert.Equal(UnreadableKind.Locked, locked.Kind);
        Assert.DoesNotContain("another", locked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_that_are_not_encrypted_and_a_CRL_are_read()
    {
        var contents = new Pkcs12SafeContents();
        contents.AddSafeBag(new Bag("1.2.840.113549.1.12.10.1.3", "1.2.840.113549.1.9.22.1", Samples.Certificates[0]));
        contents.AddSafeBag(new Bag("1.2.840.113549.1.12.10.1.4", "1.2.840.113549.1.9.23.1", Samples.Crl));

        var items = Samples.Read(Seal(contents));

        Samples.AssertCertificates([Samples.Certificates[0]], items[..1]);
        Assert.Equal(Samples.Crl, Assert.IsType<InputItem.FoundCrl>(Assert.Single(items[1..])).Der.ToArray());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(20, false)]
    public void Bags_in_bags_are_read_to_a_depth(int depth, bool found)
    {
        var contents = new Pkcs12SafeContents();
        contents.AddSafeBag(new Bag("1.2.840.113549.1.12.10.1.3", "1.2.840.113549.1.9.22.1", Samples.Certificates[0]));
        for (var i = 0; i < depth; i++)
        {
            var outer = new Pkcs12SafeContents();
            outer.AddNestedContents(contents);
            contents = outer;
        }

        var item = Assert.Single(Samples.Read(Seal(contents)));

        if (found) Samples.AssertCertificates([Samples.Certificates[0]], [item]);
        else Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    [Theory]
    [InlineData("7FFFFFFF")]
    [InlineData("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void A_file_that_asks_for_endless_hashing_is_refused(string rounds)
    {
        foreach (var scheme in new[] { Pbes1(rounds), Pbes2(rounds) })
        {
            var item = Assert.Single(Samples.Read(EncryptedFile(scheme)));

            Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(item).Kind);
        }
    }

    [Fact]
    public void The_rounds_of_all_attempts_count_together()
    {
        var limits = new InputLimits { KeyDerivationRounds = 12 };

        var item = Assert.Single(Samples.Read(Samples.Pkcs12("secret", Cheap), limits));

        Assert.Equal(UnreadableKind.LimitExceeded, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("FF")]
    public void Rounds_that_make_no_sense_lock_it(string rounds)
    {
        var item = Assert.Single(Samples.Read(EncryptedFile(Pbes1(rounds))));

        Assert.Equal(UnreadableKind.Locked, Assert.IsType<InputItem.Unreadable>(item).Kind);
    }

    private static byte[] Seal(Pkcs12SafeContents contents)
    {
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsUnencrypted(contents);
        builder.SealWithoutIntegrity();
        return builder.Encode();
    }

    private static byte[] Pbes1(string rounds) => Write(writer =>
    {
        writer.WriteObjectIdentifier("1.2.840.113549.1.12.1.3");
        writer.WriteEncodedValue(SaltAndRounds(rounds));
    });

    private static byte[] Pbes2(string rounds) => Write(writer =>
    {
        writer.WriteObjectIdentifier("1.2.840.113549.1.5.13");
        using var parameters = writer.PushSequence();
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.5.12");
            writer.WriteEncodedValue(SaltAndRounds(rounds));
        }

        using var scheme = writer.PushSequence();
        writer.WriteObjectIdentifier("2.16.840.1.101.3.4.1.2");
        writer.WriteOctetString(new byte[16]);
    });

    private static byte[] SaltAndRounds(string rounds) => Write(writer =>
    {
        writer.WriteOctetString(new byte[8]);
        writer.WriteInteger(Convert.FromHexString(rounds));
    });

    private static byte[] EncryptedFile(byte[] algorithm)
    {
        var encrypted = Write(writer =>
        {
            writer.WriteInteger(0);
            using var info = writer.PushSequence();
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
            writer.WriteEncodedValue(algorithm);
            writer.WriteOctetString(new byte[160], new Asn1Tag(TagClass.ContextSpecific, 0));
        });
        var safe = Write(writer => writer.WriteEncodedValue(ContentInfo("1.2.840.113549.1.7.6", encrypted)));
        var octets = new AsnWriter(AsnEncodingRules.DER);
        octets.WriteOctetString(safe);
        return Write(writer =>
        {
            writer.WriteInteger(3);
            writer.WriteEncodedValue(ContentInfo("1.2.840.113549.1.7.1", octets.Encode()));
        });
    }

    private static byte[] ContentInfo(string type, byte[] content) => Write(writer =>
    {
        writer.WriteObjectIdentifier(type);
        using var tagged = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        writer.WriteEncodedValue(content);
    });

    private static byte[] Write(Action<AsnWriter> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) content(writer);
        return writer.Encode();
    }

    private sealed class Bag(string bag, string type, byte[] der) : Pkcs12SafeBag(bag, Value(type, der))
    {
        private static byte[] Value(string type, byte[] der)
        {
            var octets = new AsnWriter(AsnEncodingRules.DER);
            octets.WriteOctetString(der);
            return ContentInfo(type, octets.Encode());
        }
    }
}
