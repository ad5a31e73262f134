using System.CommandLine;
using System.Security.Cryptography;
using Crosspath.Authority;
using Crosspath.Authority.Revocation;
using Crosspath.Cli.Inputs;
using Crosspath.X509;

namespace Crosspath.Cli.Commands;

/// <summary>The options of <c>crosspath revoke</c>.</summary>
internal sealed class RevokeOptions
{
    private const int DefaultDays = 7;
    private const int MostDays = 365; // Baseline Requirements 7.2: twelve months for CAs' lists

    private static readonly (string Name, RevocationReason Reason)[] Reasons =
    [
        ("unspecified", RevocationReason.Unspecified), ("keyCompromise", RevocationReason.KeyCompromise),
        ("cACompromise", RevocationReason.CaCompromise), ("affiliationChanged", RevocationReason.AffiliationChanged),
        ("superseded", RevocationReason.Superseded), ("cessationOfOperation", RevocationReason.CessationOfOperation),
        ("certificateHold", RevocationReason.CertificateHold), ("removeFromCRL", RevocationReason.RemoveFromCrl),
        ("privilegeWithdrawn", RevocationReason.PrivilegeWithdrawn), ("aACompromise", RevocationReason.AaCompromise),
    ];

    private readonly Argument<string[]> _certificates = new("CERT")
    {
        Description = "Certificates to revoke.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _issuer = Text(
        "--issuer", "FILE", "The certificate of the CA whose list it is.", isRequired: true);
    private readonly Option<string> _key = Text(
        "--key", "KEY", "Its private key: PEM, PKCS#8, PKCS#12, or pkcs11:… for a token.");
    private readonly Option<string> _passwordFile = Text(
        "--password-file", "FILE", "The key's password or PIN is in FILE.");
    private readonly Option<string> _passwordVariable = Text(
        "--password-env", "NAME", "The key's password or PIN is in the environment.");
    private readonly Option<string> _list = Text(
        "--crl", "FILE", "The complete list: read, and replaced. DER, or PEM where FILE ends in .pem.",
            isRequired: true);
    private readonly Option<string> _delta = Text(
        "--delta", "FILE", "Write a delta list, too: what changed since the list that was there.");
    private readonly Option<string> _base = Text(
        "--base", "FILE", "The complete list that the delta list is added to, instead of the last one.");
    private readonly Option<string[]> _serials = new("--serial")
    {
        Description = "Revoke by serial number, in hexadecimal.",
        HelpName = "HEX",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _reason = Text(
        "--reason", "REASON", $"Why: {string.Join(", ", Reasons.Select(row => row.Name))}.");
    private readonly Option<string> _at = Text("--at", "TIME", "Since when (default: now).");
    private readonly Option<string> _invalidity = Text(
        "--invalidity", "TIME", "Since when the key is thought to be unsafe.");
    private readonly Option<int?> _days = NumberOption.Create(
        "--days", $"The next list is due in N days (default: {DefaultDays}).");
    private readonly Option<string[]> _freshest = new("--freshest")
    {
        Description = "Where delta lists are found: goes into the complete list, and stays there.",
        HelpName = "URL",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _hash = Text(
        "--hash", "HASH", "How an RSA key signs: sha256 (default), sha384, sha512.");
    private readonly Option<bool> _pss = new("--pss") { Description = "An RSA key signs by RSASSA-PSS." };
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Sign nothing; with --tbs, write down what would be signed.",
    };

    private readonly Option<string> _tbs = Text(
        "--tbs", "FILE", "With --dry-run, write what is to be signed to FILE; else what --signature was made over.");
    private readonly Option<string> _signature = Text(
        "--signature", "FILE", "A signature over the --tbs file that was made elsewhere, instead of --key.");
    private readonly Option<bool> _json = new("--json") { Description = "Print the lists as inspect does, as JSON." };

    public Command AddTo(Command command)
    {
        command.Arguments.Add(_certificates);
        Option[] all = [_issuer, _key, _passwordFile, _passwordVariable, _list, _delta, _base, _serials, _reason, _at,
            _invalidity,
            _days, _freshest, _hash, _pss, _dryRun, _tbs, _signature, _json];
        foreach (var option in all) command.Options.Add(option);
        return command;
    }

    public string ListFile(ParseResult line) => line.GetValue(_list)!;
    public string? DeltaFile(ParseResult line) => line.GetValue(_delta);
    public bool IsJson(ParseResult line) => line.GetValue(_json);
    public bool IsDryRun(ParseResult line) => line.GetValue(_dryRun);
    public string? TbsFile(ParseResult line) => line.GetValue(_tbs);
    public string? SignatureFile(ParseResult line) => line.GetValue(_signature);

    /// <summary>What is wrong with the combination.</summary>
    /// <exception cref="UsageException">Something is.</exception>
    public void Check(ParseResult line)
    {
        var (hasKey, hasSignature) = (line.GetValue(_key) is not null, SignatureFile(line) is not null);
        if (!IsDryRun(line) && hasKey == hasSignature)
            throw new UsageException("give --key, or --signature with --tbs, or --dry-run");
        if (hasSignature != (TbsFile(line) is not null && !IsDryRun(line)))
            throw new UsageException("--tbs and --signature go together, but in a --dry-run, which writes --tbs");
        if (hasSignature && (line.GetValue(_certificates)?.Length > 0 || line.GetValue(_serials)?.Length > 0))
            throw new UsageException("--signature: what is revoked is in the --tbs file already");
        if (DeltaFile(line) is not null && !hasKey)
            throw new UsageException("--delta: delta lists are issued with --key alone");
    }

    public KeyArgument Key(ParseResult line) =>
        new(line.GetValue(_key)!, Password.Given(line.GetValue(_passwordFile), line.GetValue(_passwordVariable)));

    public SignatureForm Form(ParseResult line) => new((line.GetValue(_hash) ?? "sha256") switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        var name => throw new UsageException($"--hash: '{name}' is none of sha256, sha384, sha512"),
    }, line.GetValue(_pss));

    /// <summary>What is asked for.</summary>
    /// <exception cref="UsageException">It cannot be understood, or a certificate is not the issuer's.</exception>
    public RevocationRequest Request(ParseResult line, InputReport report, DateTimeOffset now)
    {
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)); // lists tell seconds
        if (CertificateInput.Read([line.GetValue(_issuer)!], report).Certificates is not [var issuer, ..])
            throw new UsageException($"--issuer: {line.GetValue(_issuer)}: holds no certificate");
        var days = line.GetValue(_days) ?? DefaultDays;
        if (days > MostDays) throw new UsageException($"--days: a list is in force for {MostDays} days at most");
        return new RevocationRequest
        {
            Issuer = issuer,
            Current = RevocationFile.Read("--crl", ListFile(line), mayBeMissing: true, report),
            Now = now,
            Lifetime = TimeSpan.FromDays(days),
            Changes = [.. Changes(line, issuer, report, now)],
            WithDelta = DeltaFile(line) is not null,
            DeltaBase = line.GetValue(_base) is { } file
                ? RevocationFile.Read("--base", file, mayBeMissing: false, report) : null,
            FreshestLists = line.GetValue(_freshest) is { Length: > 0 } places ? [.. places] : null,
        };
    }

    private IEnumerable<RevocationDraft> Changes(
        ParseResult line, Certificate issuer, InputReport report, DateTimeOffset now)
    {
        var at = line.GetValue(_at) is { } time ? TimeArgument.Parse("--at", time) : now;
        DateTimeOffset? invalidity = line.GetValue(_invalidity) is { } since
            ? TimeArgument.Parse("--invalidity", since)
            : null;
        var reason = Reason(line.GetValue(_reason) ?? "unspecified");
        foreach (var path in line.GetValue(_certificates) ?? [])
        {
            foreach (var certificate in CertificateInput.Read([path], report).Certificates)
            {
                CheckIssuedBy(issuer, certificate, path);
                yield return new RevocationDraft(certificate.SerialNumber, at, reason, invalidity);
            }
        }
        foreach (var serial in line.GetValue(_serials) ?? [])
            yield return new RevocationDraft(Serial(serial), at, reason, invalidity);
    }

    // A list names serial numbers: those of another CA's certificates would hit the wrong ones.
    private static void CheckIssuedBy(Certificate issuer, Certificate certificate, string path)
    {
        using var key = PublicKey.Import(issuer.PublicKeyInfo.Span);
        var isOurs = certificate.Issuer.Equals(issuer.Subject) && key.Verify(
            certificate.SignatureAlgorithm.Span, certificate.SignedPart.Span,
                certificate.Signature.Span) == SignatureVerdict.Valid;
        if (!isOurs) throw new UsageException($"{path}: is not by this issuer; revoke it where it was issued");
    }

    private static byte[] Serial(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length % 2 == 1) digits = "0" + digits;
        if (digits.Length is 0 or > 80 || !digits.All(char.IsAsciiHexDigit))
            throw new UsageException($"--serial: '{text}' is no serial number in hexadecimal");
        // Without the zeros that DER does not have, and with the one that keeps it positive.
        var octets = Convert.FromHexString(digits).AsSpan().TrimStart((byte)0).ToArray();
        return octets is [] or [>= 0x80, ..] ? [0, .. octets] : octets;
    }

    private static RevocationReason Reason(string name)
    {
        foreach (var (known, reason) in Reasons)
        {
            if (known == name) return reason;
        }
        var names = Reasons.Select(row => row.Name).ToList();
        throw new UsageException(NearWord.Of(name, names) is { } near
            ? $"--reason: there is no reason '{name}'; did you mean '{near}'?"
            : $"--reason: there is no reason '{name}'; known are {string.Join(", ", names)}");
    }

    private static Option<string> Text(string name, string help, string description, bool isRequired = false) =>
        new(name) { Description = description, HelpName = help, Required = isRequired };
}
