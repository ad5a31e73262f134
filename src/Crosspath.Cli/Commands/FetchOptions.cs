using System.CommandLine;
using Crosspath.Cli.Inputs;
using Crosspath.Fetch;
using Crosspath.Fetch.Collateral;

namespace Crosspath.Cli.Commands;

/// <summary>What is fetched from where certificates say that it is: <c>--fetch</c>, <c>--cache</c>, <c>--offline</c>,
/// <c>--allow-private</c>.</summary>
internal sealed class FetchOptions
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(15); // of one document

    private readonly Option<string[]> _fetch = new("--fetch")
    {
        Description = "Follow what certificates say: aia (their issuers), crl, ocsp, or all.",
        HelpName = "KIND",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _cache = new("--cache")
    {
        Description = "Where fetched documents are kept (default: crosspath in the cache folder, XDG_CACHE_HOME).",
        HelpName = "DIR",
    };

    private readonly Option<bool> _offline =
        new("--offline") { Description = "Take from the cache what --fetch names, and ask nobody." };
    private readonly Option<bool> _allowPrivate = new("--allow-private")
    {
        Description = "Also follow URLs of certificates to this machine and into private networks.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_fetch, _cache, _offline, _allowPrivate];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <summary>What fetches; null when nothing is to be fetched.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="report">Where is said what cannot be had.</param>
    /// <param name="useful">What the command can use.</param>
    /// <exception cref="UsageException">A kind is unknown, or the options do not go together.</exception>
    public CollateralInput? Read(ParseResult line, InputReport report, CollateralKinds useful = CollateralKinds.All)
    {
        var kinds = (line.GetValue(_fetch) ?? []).SelectMany(words => words.Split(','))
            .Aggregate(CollateralKinds.None, (all, word) => all | ReadKind(word));
        if (kinds == CollateralKinds.None)
        {
            var lone = line.GetValue(_offline) ? _offline.Name : line.GetValue(_cache) is null ? null : _cache.Name;
            return lone is null ? null : throw new UsageException($"{lone} says how --fetch fetches; say --fetch, too");
        }
        if ((kinds & useful) == CollateralKinds.None)
            throw new UsageException("--fetch: nothing of that is used here; say aia or crl");
        var limits = new FetchLimits { AllowPrivate = line.GetValue(_allowPrivate), MostTime = MostTime };
        var http = line.GetValue(_offline) ? null : new HttpFetch(limits);
        var cache = new DocumentCache(line.GetValue(_cache) ?? DocumentCache.DefaultFolder);
        return new CollateralInput(http, cache, kinds & useful, report);
    }

    private static CollateralKinds ReadKind(string word) => word switch
    {
        "aia" => CollateralKinds.Issuers,
        "crl" => CollateralKinds.RevocationLists,
        "ocsp" => CollateralKinds.Ocsp,
        "all" => CollateralKinds.All,
        _ => throw new UsageException($"--fetch: '{word}' is none of aia, crl, ocsp, all"),
    };
}
