using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Fetch.Tls;

namespace Crosspath.Cli.Commands;

/// <summary>How live servers are asked that are named as TARGET: <c>--starttls</c>, <c>--tls</c>,
/// <c>--timeout</c>.</summary>
internal sealed class EndpointOptions
{
    private readonly Option<string> _startTls = new("--starttls")
    {
        Description = "What a server named as TARGET (host:port) speaks before TLS: smtp, imap, postgres or ldap.",
        HelpName = "PROTOCOL",
    };

    private readonly Option<string> _tls = new("--tls")
    {
        Description = "Offer that server only this version of TLS, 1.2 or 1.3 (default: it chooses).",
        HelpName = "VERSION",
    };

    private readonly Option<int?> _timeout = NumberOption.Create(
        "--timeout", "Seconds that a server may take (default: 15).", "SECONDS");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_startTls, _tls, _timeout];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <summary>What reads servers that are named as TARGET.</summary>
    /// <exception cref="UsageException">A word is unknown.</exception>
    public EndpointInput Read(ParseResult line, CancellationToken cancellation, bool mayLackTarget = false) =>
        new(ReadProbe(line), cancellation)
        {
            MayLackTarget = mayLackTarget,
            Corpora = line.CommandResult.Command.Options.OfType<Option<string[]>>().FirstOrDefault(option => option.Name == "--corpus") is { } corpus
                ? line.GetValue(corpus) ?? []
                : [],
        };

    /// <summary>How servers are asked.</summary>
    /// <exception cref="UsageException">A word is unknown.</exception>
    public ProbeOptions ReadProbe(ParseResult line)
    {
        var options = new ProbeOptions
        {
            StartTls = line.GetValue(_startTls) switch
            {
                null => StartTls.None,
                "smtp" => StartTls.Smtp,
                "imap" => StartTls.Imap,
                "postgres" => StartTls.Postgres,
                "ldap" => StartTls.Ldap,
                var other => throw new UsageException($"--starttls: '{other}' is none of smtp, imap, postgres, ldap"),
            },
            Versions = line.GetValue(_tls) switch
            {
                null => TlsVersions.All,
                "1.2" => TlsVersions.Tls12,
                "1.3" => TlsVersions.Tls13,
                var other => throw new UsageException($"--tls: '{other}' is none of 1.2, 1.3"),
            },
        };
        return line.GetValue(_timeout) is { } seconds
            ? options with { MostTime = TimeSpan.FromSeconds(seconds) }
            : options;
    }
}
