using System.CommandLine;
using System.Security.Cryptography;
using Crosspath.Authority;
using Crosspath.Authority.CrossSigning;
using Crosspath.Authority.Linting;
using Crosspath.Cli.Inputs;

namespace Crosspath.Cli.Commands;

/// <summary>The options of <c>crosspath sign</c>.</summary>
internal sealed class SignOptions
{
    private readonly Option<string> _subject = Text(
        "--subject-from", "FILE", "The other CA's certificate, or its request (PKCS#10).", isRequired: true);
    private readonly Option<string> _issuer = Text(
        "--issuer", "FILE", "The certificate of the CA that signs.", isRequired: true);
    private readonly Option<string> _key = Text(
        "--key", "KEY", "The issuer's private key: PEM, PKCS#8, PKCS#12, or pkcs11:… for a token.");
    private readonly Option<string> _passwordFile = Text(
        "--password-file", "FILE", "The key's password or PIN is in FILE.");
    private readonly Option<string> _passwordVariable = Text(
        "--password-env", "NAME", "The key's password or PIN is in the environment.");
    private readonly Option<string> _template = Text("--template", "NAME",
        $"The usual shape: {string.Join(", ", CrossSignTemplate.All.Select(template => template.Name))} (default: "
            + "private).");
    private readonly Option<string> _constraints = Text(
        "--constraints", "FILE", "What it allows, as YAML; over the template.");
    private readonly Option<string> _hash = Text(
        "--hash", "HASH", "How an RSA key signs: sha256 (default), sha384, sha512.");
    private readonly Option<bool> _pss = new("--pss") { Description = "An RSA key signs by RSASSA-PSS." };
    private readonly Option<string[]> _siblings = Texts(
        "--siblings", "FILE", "Certificates and revocation lists at hand for the rules. Files or folders.");
    private readonly Option<string[]> _rules = RuleSetOption.Create("Default: those of the template, as of today.");
    private readonly Option<string[]> _waive = new("--waive")
    {
        Description = "Break a rule nevertheless; the reason is recorded. May be repeated.",
        HelpName = "RULE=REASON",
    };
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Sign nothing; with --tbs, write down what would be signed.",
    };
    private readonly Option<string> _tbs = Text(
        "--tbs", "FILE", "With --dry-run, write what is to be signed to FILE; else sign what is in it.");
    private readonly Option<string> _signature = Text(
        "--signature", "FILE", "A signature over the --tbs file that was made elsewhere, instead of --key.");
    private readonly Option<string> _out = Text(
        "--out", "FILE", "Where to write the certificate (PEM); the record goes to FILE.json.");
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that are there already." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the record as JSON." };

    public Command AddTo(Command command)
    {
        Option[] all = [_subject, _issuer, _key, _passwordFile, _passwordVariable, _template, _constraints, _hash, _pss,
            _siblings,
            _rules, _waive, _dryRun, _tbs, _signature, _out, _force, _json];
        foreach (var option in all) command.Options.Add(option);
        return command;
    }

    public bool IsJson(ParseResult line) => line.GetValue(_json);
    public bool IsDryRun(ParseResult line) => line.GetValue(_dryRun);
    public bool MayReplace(ParseResult line) => line.GetValue(_force);
    public string? TbsFile(ParseResult line) => line.GetValue(_tbs);
    public string? SignatureFile(ParseResult line) => line.GetValue(_signature);
    public string? OutFile(ParseResult line) => line.GetValue(_out);

    public KeyArgument? Key(ParseResult line) => line.GetValue(_key) is { } place
        ? new KeyArgument(place, Password.Given(line.GetValue(_passwordFile), line.GetValue(_passwordVariable)))
        : null;

    /// <summary>What is wrong with the combination.</summary>
    /// <exception cref="UsageException">Something is.</exception>
    public void Check(ParseResult line)
    {
        var isDryRun = IsDryRun(line);
        var (hasKey, hasSignature) = (line.GetValue(_key) is not null, SignatureFile(line) is not null);
        if (isDryRun)
        {
            if (hasSignature) throw new UsageException("--signature: nothing is signed in a --dry-run");
            if (OutFile(line) is not null)
                throw new UsageException("--out: nothing is signed in a --dry-run; --tbs writes what would be");
            return;
        }
        if (OutFile(line) is null) throw new UsageException("--out is missing: where should the certificate go?");
        if (hasKey == hasSignature) throw new UsageException("give --key, or --signature with --tbs, or --dry-run");
        if (hasSignature && TbsFile(line) is null)
            throw new UsageException("--signature: give the --tbs file that was signed");
        if (TbsFile(line) is not null && line.GetValue(_constraints) is not null)
            throw new UsageException("--constraints: what is to be signed is in the --tbs file already");
    }

    /// <summary>What is asked for.</summary>
    /// <exception cref="UsageException">It cannot be understood.</exception>
    public CrossSignRequest Request(ParseResult line, InputReport report, DateTimeOffset now)
    {
        var rules = line.GetValue(_rules) ?? [];
        var atHand = CertificateInput.Read(line.GetValue(_siblings) ?? [], report);
        return new CrossSignRequest
        {
            Subject = SubjectFile.Read("--subject-from", line.GetValue(_subject)!, report),
            Issuer = CertificateInput.Read([line.GetValue(_issuer)!], report).Certificates is [var issuer, ..] ? issuer
                : throw new UsageException($"--issuer: {line.GetValue(_issuer)}: holds no certificate"),
            Now = now,
            Template = Template(line.GetValue(_template) ?? "private"),
            Constraints = line.GetValue(_constraints) is { } file ? ConstraintsFile.Read(file)
                : new CrossSignConstraints(),
            Form = new SignatureForm(Hash(line.GetValue(_hash) ?? "sha256"), line.GetValue(_pss)),
            Siblings = [.. atHand.Certificates],
            RevocationLists = [.. atHand.RevocationLists],
            Rules = rules.Length > 0 ? [.. RuleSetOption.Read(rules)] : null,
            Waivers = [.. (line.GetValue(_waive) ?? []).Select(Waiver)],
        };
    }

    private static CrossSignTemplate Template(string name)
    {
        if (CrossSignTemplate.Find(name) is { } template) return template;
        var names = CrossSignTemplate.All.Select(known => known.Name).ToList();
        throw new UsageException(NearWord.Of(name, names) is { } near
            ? $"--template: there is no template '{name}'; did you mean '{near}'?"
            : $"--template: there is no template '{name}'; known are {string.Join(", ", names)}");
    }

    private static HashAlgorithmName Hash(string name) => name switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => throw new UsageException($"--hash: '{name}' is none of sha256, sha384, sha512"),
    };

    private static Waiver Waiver(string text)
    {
        if (text.Split('=', 2) is not [var id, var reason] || string.IsNullOrWhiteSpace(reason))
            throw new UsageException($"--waive: '{text}' has no reason; write RULE=REASON");
        var known = LintPack.All.SelectMany(pack => pack.Rules).Select(rule => rule.Id).ToList();
        if (known.Contains(id)) return new Waiver(id, reason.Trim());
        throw new UsageException(NearWord.Of(id, known) is { } near
            ? $"--waive: there is no rule '{id}'; did you mean '{near}'?"
            : $"--waive: there is no rule '{id}'; see docs/lint-rules.md");
    }

    private static Option<string> Text(string name, string help, string description, bool isRequired = false) =>
        new(name) { Description = description, HelpName = help, Required = isRequired };

    private static Option<string[]> Texts(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true };
}
