using System.IO.Compression;
using System.Text;
using Crosspath.Census.Sources;
using Crosspath.Testing;
using Crosspath.X509;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.Census.Tests.Sources;

public class RecordFileTests
{
    private static readonly Certificate[] Some =
        [.. CertificateFiles.ReadCertificates(SharedData.PathOf("data", "certificates", "leaf.pem.gz")).Take(20)];

    private static string Base64(Certificate certificate) => Convert.ToBase64String(certificate.Raw.Span);

    private static string Hex(Certificate certificate) => Convert.ToHexStringLower(certificate.Raw.Span);

    [Fact]
    public void Zeek_logs_give_their_certificates_with_the_time_of_the_line() => Same(
        $"""
        #separator \x09
        #set_separator	,
        #path	x509
        #fields	ts	fingerprint	certificate.version	cert
        #types	time	string	count	string
        {string.Join('\n', Some.Select(c => $"1600000000.123456\tabc\t3\t{Base64(c)}"))}
        #close	2020-09-13-12-00-00
        """,
        DateTimeOffset.FromUnixTimeMilliseconds(1600000000123));

    [Fact]
    public void JSON_lines_give_theirs_wherever_in_the_record_they_are() => Same(
        string.Join('\n', Some.Select(c => $$$"""{"ts":"2020-09-13T12:26:40Z","parsed":{"subject":"x","raw":"{{{Base64(c).Replace("/", "\\/", StringComparison.Ordinal)}}}"},"tags":["a"]}""")),
        DateTimeOffset.FromUnixTimeSeconds(1600000000));

    [Fact]
    public void Tables_give_base64_and_PostgreSQLs_hex()
    {
        Same("id,seen_at,certificate\n" + string.Join('\n', Some.Select(c => $"1,2020-09-13T12:26:40Z,\\x{Hex(c)}")), DateTimeOffset.FromUnixTimeSeconds(1600000000));
        Same("id;\"der\"\r\n" + string.Join("\r\n", Some.Select(c => $"\"a, b\";\"{Base64(c)}\"")), null);
        Same("cert\tid\n" + string.Join('\n', Some.Select(c => $"{Hex(c).ToUpperInvariant()}\t1")), null);
    }

    [Fact]
    public void Quoted_names_with_commas_move_no_column_and_arrays_of_objects_are_records()
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(1600000000);
        Same("issuer_name,entry_timestamp,certificate\n" + string.Join('\n', Some.Select(c => $"\"C=US, O=\"\"X\"\", CN=y\",2020-09-13T12:26:40Z,{Base64(c)}")), time);
        Same("[\n" + string.Join(",\n", Some.Select(c => $$"""{"entry_timestamp":"2020-09-13T12:26:40Z","der":"{{Base64(c)}}"}""")) + "\n]\n", time);
    }

    [Fact]
    public void A_line_that_is_too_long_is_rejected_by_number() => Assert.Equal(
        2,
        Assert.Single(Read([.. "id,der\n"u8, .. new byte[5 << 20].Select(_ => (byte)'x'), .. "\n"u8, .. Encoding.UTF8.GetBytes("1," + Base64(Some[0]))]).OfType<SourceItem.Rejected>()).Place);

    [Fact]
    public void Lines_that_hold_none_are_rejected_by_number_and_the_rest_is_read()
    {
        var items = Read(Encoding.UTF8.GetBytes($"id,certificate\n1,{Base64(Some[0])}\n2,MIIBroken\n3,{Base64(Some[1])}\n"));
        Assert.Equal(2, items.OfType<SourceItem.Found>().Count());
        Assert.Equal(3, Assert.Single(items.OfType<SourceItem.Rejected>()).Place);
    }

    [Fact]
    public void A_log_without_certificates_says_where_Zeek_writes_them() =>
        Assert.Contains("cert", Assert.IsType<SourceItem.Rejected>(Assert.Single(Read("#fields\tts\tuid\n1.0\tabc\n"u8.ToArray()))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Nothing_that_a_file_holds_makes_the_reader_throw() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var text = Encoding.UTF8.GetBytes("id,certificate\n" + string.Join('\n', Some.Take(2).Select(c => "{\"raw\":\"" + Base64(c) + "\"}")));
            for (var i = 0; i < 20; i++) text[random.Next(text.Length)] = (byte)random.Next(256);
            Read(text[random.Next(0, 12)..random.Next(12, text.Length)]);
        }));

    private static void Same(string text, DateTimeOffset? seen)
    {
        foreach (var file in new[] { Encoding.UTF8.GetBytes(text), Pack(text) })
        {
            var found = Read(file).Select(Assert.IsType<SourceItem.Found>).ToArray();
            Assert.Equal(Some.Select(c => c.Fingerprint), found.Select(item => Fingerprint.Of(item.Der.Span)));
            Assert.All(found, item => Assert.Equal(seen, item.Sighting.SeenAt));
        }
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static SourceItem[] Read(byte[] file) => [.. new CertificateFileSource("file", new MemoryStream(file)).Read(null, default)];
}
