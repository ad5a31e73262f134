using System.Text;
using Crosspath.Answers;
using Crosspath.Cli.Inputs;

namespace Crosspath.Cli.Tests;

public sealed class ConstraintsFileTests : IDisposable
{
    private const string Whole = """
        validity: { from: 2026-11-20, days: 30 }
        pathLength: 1
        purposes: [serverAuth, 1.2.3]
        names:
          permitted: { dns: a.test, email: [a.test, x@b.test], uri: .a.test, ip: [10.0.0.0/8], directory: "O=A, C=DE" }
          excluded: { dns: [b.a.test] }
        policies: [1.2.3]
        mappings:
          - { issuer: 1.2.3, subject: 1.2.4 }
        requireExplicitPolicy: 0
        inhibitPolicyMapping: 1
        inhibitAnyPolicy: 2
        crl: http://a.test/crl
        caIssuers: [http://a.test/ca]
        ocsp: [http://a.test/ocsp]
        caRepository: [ldap://a.test/x]

        """;

    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_field_is_read()
    {
        var read = Read(Whole);

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), read.NotBefore);
        Assert.Equal((30, 1, 0, 1, 2),
            (read.Days, read.PathLength, read.RequireExplicitPolicy, read.InhibitPolicyMapping, read.InhibitAnyPolicy));
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.2.3"], read.Purposes!.Value);
        Assert.Equal((6, 1), (read.PermittedNames!.Value.Length, read.ExcludedNames!.Value.Length));
        Assert.Equal(("1.2.3", "1.2.4"), Assert.Single(read.Mappings!.Value));
        Assert.Equal("http://a.test/crl", Assert.Single(read.RevocationLists!.Value));
        Assert.Equal("ldap://a.test/x", Assert.Single(read.CaRepository!.Value));
    }

    [Fact]
    public void An_empty_file_constrains_nothing()
    {
        Assert.Null(Read("").PathLength);
        Assert.Null(Read("# nothing\n").Purposes);
    }

    [Theory]
    [InlineData("dns", "*.a.test")]
    [InlineData("dns", ".a.test")]
    [InlineData("dns", "a b")]
    [InlineData("dns", "münchen.test")]
    [InlineData("email", "a b@c.test")]
    [InlineData("ip", "10.0.0.0")]
    [InlineData("ip", "10.0.0.1/8")]
    [InlineData("uri", "http://a.test/")]
    [InlineData("directory", "what is this")]
    public void A_name_that_is_no_constraint_is_told_with_its_line(string kind, string name)
    {
        var problem = Assert.Throws<UsageException>(() => Read($"names:\n  permitted:\n    {kind}: ['{name}']\n"));

        Assert.Contains(".yaml:3: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_in_the_file_it_is_read_or_told_in_a_line()
    {
        var random = new Random(6);
        var told = 0;

        for (var i = 0; i < 3000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Whole);
            for (var change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)"[]{}:-,'\"&*!|>#%@ \n\t0a\u0001"[random.Next(23)];
            told += Tell(bytes) is null ? 0 : 1;
        }

        Assert.InRange(told, 1, 2999);
    }

    private string? Tell(byte[] content)
    {
        try
        {
            ConstraintsFile.Read(_cli.PathOf(_cli.File("x.yaml", content)));
            return null;
        }
        catch (UsageException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return e.Message;
        }
    }

    private Authority.CrossSigning.CrossSignConstraints Read(string text) =>
        ConstraintsFile.Read(_cli.PathOf(_cli.File("x.yaml", Encoding.UTF8.GetBytes(text))));
}
