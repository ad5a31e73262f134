using System.CommandLine;
using Crosspath.Census;
using Crosspath.Census.Corpora;
using Crosspath.Cli.Output;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary><c>crosspath find</c>: searches a corpus.</summary>
internal sealed class FindCommand
{
    private readonly Argument<string?> _wanted = new("WANTED")
    {
        Description = "A fingerprint, a key id (SHA-256 of the key), a key identifier in hex, or a part of the subject.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _corpus = CorpusOption.Create();
    private readonly Option<string> _subject = Text("--subject", "A part of the subject, as RFC 4514 writes it.");
    private readonly Option<string> _issuer = Text("--issuer", "A part of the issuer's name.");
    private readonly Option<string> _name = Text("--name", "A DNS name that the certificate is for, also by a wildcard. Reads every certificate.");
    private readonly Option<string> _keyId = Text("--key-id", "SHA-256 of the subject public key info.");
    private readonly Option<bool> _siblings = new("--siblings") { Description = "All certificates with the same name and key as those found." };
    private readonly Option<bool> _cas = new("--ca") { Description = "Only those of CAs." };
    private readonly Option<int> _most = new("--most") { Description = "No more than this many.", DefaultValueFactory = _ => 100, HelpName = "N" };
    private readonly Option<string> _out = new("--out") { Description = "Write the certificates as PEM.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON, a document a line." };

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var find = new FindCommand();
        var command = new Command("find", """
            Search a corpus. Everything that is asked for must hold.

            Examples:
              crosspath find "ISRG Root X1" --corpus web.db --siblings        all certificates of the same name and key
              crosspath find --issuer "DST Root CA X3" --ca --corpus web.db   what a CA has cross-signed
              crosspath find --name www.example.org --corpus web.db           certificates for a host
              crosspath find 96bcec06 --corpus web.db --out found.pem         by the beginning of a fingerprint

            Exit code: 0 when anything is found, 1 when nothing is.
            """) { find._wanted };
        Option[] options =
            [find._corpus, find._subject, find._issuer, find._name, find._keyId, find._siblings, find._cas, find._most, find._out, find._json];
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((line, cancellation) => Task.FromResult(find.Run(line, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult line, Terminal terminal, CancellationToken cancellation)
    {
        if (line.GetValue(_out) is { } file) OutputFiles.CheckPlace("--out", file, mayReplace: true);
        using var corpus = CorpusOption.Open(line.GetValue(_corpus)!);
        var found = Queries(line).SelectMany(query => corpus.Find(query, cancellation)).ToList();
        if (line.GetValue(_siblings)) found = WithSiblings(corpus, found, cancellation);
        var certificates = Read(found).DistinctBy(certificate => certificate.Fingerprint).Take(line.GetValue(_most)).ToArray();
        if (line.GetValue(_out) is { } pem) OutputFiles.Write(pem, FoundOutput.Pem(certificates));
        using var output = terminal.OpenText();
        foreach (var certificate in certificates)
        {
            var sightings = corpus.SightingsOf(certificate.Fingerprint);
            if (line.GetValue(_json)) FoundOutput.WriteJson(certificate, sightings, output.BaseStream);
            else FoundOutput.WriteText(certificate, sightings, output);
        }
        if (certificates.Length == line.GetValue(_most)) terminal.Error.WriteLine($"crosspath: there may be more than {certificates.Length}: say --most N");
        if (certificates.Length == 0) terminal.Error.WriteLine("crosspath: nothing is found");
        return certificates.Length > 0 ? ExitCode.Yes : ExitCode.No;
    }

    private List<CorpusQuery> Queries(ParseResult line)
    {
        var query = new CorpusQuery
        {
            Subject = line.GetValue(_subject),
            Issuer = line.GetValue(_issuer),
            DnsName = line.GetValue(_name),
            KeyId = line.GetValue(_keyId) is not { } text ? null
                : Fingerprint.TryParse(text, out var keyId) ? keyId
                : throw new UsageException($"--key-id {text}: 64 hex digits are wanted"),
            Kind = line.GetValue(_cas) ? RecordKind.Ca : null,
            Most = line.GetValue(_most),
        };
        if (line.GetValue(_wanted) is { } wanted) return Meanings(wanted, query);
        return query is { Subject: null, Issuer: null, DnsName: null, KeyId: null }
            ? throw new UsageException("say what to look for: a fingerprint, a part of the subject, --issuer, --name …")
            : [query];
    }

    // What a word may mean is told by its shape; where it may mean several things, all are looked for.
    private static List<CorpusQuery> Meanings(string wanted, CorpusQuery query)
    {
        if (Fingerprint.TryParse(wanted, out var digest))
            return [query with { Fingerprint = digest }, query with { KeyId = digest }];
        var digits = wanted.Replace(":", "", StringComparison.Ordinal);
        var isHex = digits.Length is >= 8 and <= 64 && digits.All(char.IsAsciiHexDigit);
        List<CorpusQuery> meanings = [query with { Subject = wanted }];
        if (isHex) meanings.Add(query with { FingerprintPrefix = digits.ToLowerInvariant() });
        if (isHex && digits.Length % 2 == 0) meanings.Add(query with { KeyIdentifier = Convert.FromHexString(digits) });
        return meanings;
    }

    private static List<StoredCertificate> WithSiblings(
        ICorpus corpus, List<StoredCertificate> found, CancellationToken cancellation) =>
        [.. Read(found).Select(certificate => ShortDigest.Of(ShortDigest.Of(certificate.Subject), certificate.KeyId)).Distinct()
            .SelectMany(identity => corpus.Find(new CorpusQuery { Identity = identity }, cancellation))];

    private static IEnumerable<Certificate> Read(IEnumerable<StoredCertificate> stored)
    {
        foreach (var one in stored)
        {
            if (Certificate.TryRead(one.Der, out var certificate, out _)) yield return certificate;
        }
    }

    private static Option<string> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT" };
}
