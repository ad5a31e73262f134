using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Text;

namespace Crosspath.Fetch.Tls;

/// <summary>The words that make a server change to TLS. Answers are read octet by octet, for what follows them is
/// TLS.</summary>
internal static class StartTlsDialogue
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;
    private const string LdapStartTls = "1.3.6.1.4.1.1466.20037";

    /// <summary>Holds the conversation; at its end TLS begins.</summary>
    /// <exception cref="TlsFailure">The server does not change.</exception>
    public static Task Hold(StartTls protocol, Stream stream, CancellationToken cancellation) => protocol switch
    {
        StartTls.Smtp => Smtp(stream, cancellation),
        StartTls.Imap => Imap(stream, cancellation),
        StartTls.Postgres => Postgres(stream, cancellation),
        StartTls.Ldap => Ldap(stream, cancellation),
        _ => Task.CompletedTask,
    };

    private static async Task Smtp(Stream stream, CancellationToken cancellation)
    {
        await SmtpReply(stream, "220", cancellation).ConfigureAwait(false);
        await Write(stream, "EHLO crosspath.invalid\r\n", cancellation).ConfigureAwait(false);
        await SmtpReply(stream, "250", cancellation).ConfigureAwait(false);
        await Write(stream, "STARTTLS\r\n", cancellation).ConfigureAwait(false);
        await SmtpReply(stream, "220", cancellation).ConfigureAwait(false);
    }

    // RFC 5321 section 4.2: all lines but the last have a hyphen behind the code.
    private static async Task SmtpReply(Stream stream, string expected, CancellationToken cancellation)
    {
        for (var i = 0; i < MostLines; i++)
        {
            var line = await ReadLine(stream, "SMTP", cancellation).ConfigureAwait(false);
            if (!line.StartsWith(expected, StringComparison.Ordinal)) throw Refused("SMTP", line);
            if (line.Length == 3 || line[3] != '-') return;
        }
        throw Refused("SMTP", "an answer without end");
    }

    private static async Task Imap(Stream stream, CancellationToken cancellation)
    {
        var greeting = await ReadLine(stream, "IMAP", cancellation).ConfigureAwait(false);
        if (!greeting.StartsWith("* OK", StringComparison.OrdinalIgnoreCase)) throw Refused("IMAP", greeting);
        await Write(stream, "a1 STARTTLS\r\n", cancellation).ConfigureAwait(false);
        for (var i = 0; i < MostLines; i++)
        {
            var line = await ReadLine(stream, "IMAP", cancellation).ConfigureAwait(false);
            if (line.StartsWith("* ", StringComparison.Ordinal)) continue; // untagged: something else
            if (line.StartsWith("a1 OK", StringComparison.OrdinalIgnoreCase)) return;
            throw Refused("IMAP", line);
        }
        throw Refused("IMAP", "an answer without end");
    }

    private static async Task Postgres(Stream stream, CancellationToken cancellation)
    {
        var request = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(request, request.Length);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), 80877103); // SSLRequest
        await stream.WriteAsync(request, cancellation).ConfigureAwait(false);
        var answer = await ReadOctets(stream, 1, "PostgreSQL", cancellation).ConfigureAwait(false);
        if (answer[0] == (byte)'S') return;
        throw Refused("PostgreSQL", answer[0] == (byte)'N' ? "it has no TLS" : "another answer than S or N");
    }

    private static async Task Ldap(Stream stream, CancellationToken cancellation)
    {
        var request = new AsnWriter(AsnEncodingRules.BER);
        using (request.PushSequence()) // LDAPMessage
        {
            request.WriteInteger(1);
            using (request.PushSequence(new Asn1Tag(TagClass.Application, 23))) // ExtendedRequest
                request.WriteOctetString(
                    Encoding.ASCII.GetBytes(LdapStartTls), new Asn1Tag(TagClass.ContextSpecific, 0));
        }
        await stream.WriteAsync(request.Encode(), cancellation).ConfigureAwait(false);
        var answer = await ReadMessage(stream, cancellation).ConfigureAwait(false);
        if (ReadLdapResult(answer) is not { } code) throw Refused("LDAP", "no answer to an extended request");
        if (code != 0) throw Refused("LDAP", $"result code {code}");
    }

    private static async Task<byte[]> ReadMessage(Stream stream, CancellationToken cancellation)
    {
        var head = await ReadOctets(stream, 2, "LDAP", cancellation).ConfigureAwait(false);
        if (head[0] != 0x30) throw Refused("LDAP", "something else than LDAP");
        byte[] more = head[1] switch
        {
            < 0x80 => [],
            0x81 or 0x82 or 0x83 or 0x84 =>
                await ReadOctets(stream, head[1] - 0x80, "LDAP", cancellation).ConfigureAwait(false),
            _ => throw Refused("LDAP", "something else than LDAP"),
        };
        var length = more.Length == 0 ? head[1] : more.Aggregate(0L, (sum, octet) => (sum << 8) | octet);
        if (length > LongestLine) throw Refused("LDAP", $"an answer of {length:N0} bytes");
        return [.. head, .. more, .. await ReadOctets(stream, (int)length, "LDAP", cancellation).ConfigureAwait(false)];
    }

    // RFC 4511 section 4.12: ExtendedResponse ::= [APPLICATION 24] SEQUENCE { COMPONENTS OF LDAPResult, … }
    private static int? ReadLdapResult(byte[] message)
    {
        try
        {
            var reader = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
            reader.ReadInteger();
            var response = reader.ReadSequence(new Asn1Tag(TagClass.Application, 24));
            return response.ReadEnumeratedBytes().Span is [var code] ? code : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static Task Write(Stream stream, string line, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(line), cancellation).AsTask();

    private static async Task<string> ReadLine(Stream stream, string protocol, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            var octet = (char)(await ReadOctets(stream, 1, protocol, cancellation).ConfigureAwait(false))[0];
            if (octet == '\n') return line.ToString().TrimEnd('\r');
            line.Append(octet);
        }
        throw Refused(protocol, "a line without end");
    }

    private static async Task<byte[]> ReadOctets(
        Stream stream, int count, string protocol, CancellationToken cancellation)
    {
        var octets = new byte[count];
        var read = await stream.ReadAtLeastAsync(
            octets, count, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return read == count ? octets : throw Refused(protocol, "the end of the connection");
    }

    private static TlsFailure Refused(string protocol, string answer)
    {
        var text = new string([.. answer.Take(100).Select(c => c is >= ' ' and <= '~' ? c : '?')]);
        return new TlsFailure($"does not begin TLS in {protocol}: {text}");
    }
}
