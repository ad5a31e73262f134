using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Fetch.Collateral;

/// <summary>Follows what certificates say: to their issuers and the issuers' issuers, and for all of these to
/// revocation lists and OCSP responders. Whatever is found is data; what it proves is for others.</summary>
/// <param name="documents">Where documents come from.</param>
/// <param name="limits">What it may cost; null for the defaults.</param>
public sealed class CollateralFetch(DocumentSource documents, CollateralLimits? limits = null)
{
    private readonly CollateralLimits _limits = limits ?? new CollateralLimits();

    /// <summary>Fetches what there is for some certificates, in an order that depends on them alone.</summary>
    public async Task<FetchedCollateral> Gather(CollateralQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var errand = new CollateralErrand(documents, _limits, cancellation);
        var problems = new List<string>();
        var issuers = question.Kinds.HasFlag(CollateralKinds.Issuers)
            ? await new IssuerChase(errand, _limits).Follow(question, problems).ConfigureAwait(false)
            : FetchedCollateral.Empty.Issuers;
        var found = FetchedCollateral.Empty with { Issuers = issuers };
        var pool = new IssuerPool([.. question.AtHand, .. found.Certificates]);
        // An anchor is not asked about: nobody is above it to revoke it.
        Certificate[] subjects = [.. pool.Above(question.Targets).Where(certificate => !certificate.IsSelfIssued)];
        if (question.Kinds.HasFlag(CollateralKinds.RevocationLists))
        {
            var lists = await RevocationLists(errand, subjects, pool, problems).ConfigureAwait(false);
            found = found with { RevocationLists = lists };
        }
        if (question.Kinds.HasFlag(CollateralKinds.Ocsp))
            found = found with { Responses = await Responses(errand, subjects, pool, problems).ConfigureAwait(false) };
        return found with { Problems = [.. problems, .. errand.Exhausted] };
    }

    private async Task<ImmutableArray<RevocationList>> RevocationLists(
        CollateralErrand errand, Certificate[] subjects, IssuerPool pool, List<string> problems)
    {
        var locations = subjects.SelectMany(Locations.RevocationLists).Distinct().ToArray();
        var answers = await Task.WhenAll(locations.Select(async location =>
        {
            RevocationList? list = null;
            Locations.TryRead(location, out var url);
            var (_, problem) = await errand.Get(
                new FetchRequest(url!) { MostBytes = _limits.MostListBytes },
                content => RevocationListDocument.Check(content, pool, out list)).ConfigureAwait(false);
            return (List: problem is null ? list : null, Problem: problem);
        })).ConfigureAwait(false);
        problems.AddRange(answers.Select(answer => answer.Problem).OfType<string>());
        return [.. answers.Select(answer => answer.List).OfType<RevocationList>()];
    }

    private async Task<ImmutableArray<(string, OcspResponse)>> Responses(
        CollateralErrand errand, Certificate[] subjects, IssuerPool pool, List<string> problems)
    {
        var answers = await Task.WhenAll(
            subjects.Select(certificate => Response(errand, certificate, pool))).ConfigureAwait(false);
        problems.AddRange(answers.Select(answer => answer.Problem).OfType<string>());
        return [.. answers.Where(answer => answer.Response is not null)
            .Select(answer => (answer.Url, answer.Response!))];
    }

    private async Task<(string Url, OcspResponse? Response, string? Problem)> Response(
        CollateralErrand errand, Certificate certificate, IssuerPool pool)
    {
        (string Url, OcspResponse? Response, string? Problem) answer = ("", null, null);
        if (Locations.Responders(certificate).ToArray() is not [_, ..] responders) return answer;
        if (Signatures.IssuerOf(certificate, pool) is not { } issuer)
        {
            var name = certificate.Subject.FriendlyText;
            return answer with { Problem = $"{responders[0]}: is not asked: the issuer of {name} is not at hand" };
        }
        if (OcspRequest.Write(certificate, issuer) is not { } request) return answer;
        foreach (var responder in responders)
        {
            answer = (responder, null, null);
            foreach (var asked in Ways(responder, request))
            {
                (_, answer.Problem) = await errand.Get(
                    asked, content => OcspDocument.Check(content, issuer, out answer.Response)).ConfigureAwait(false);
                if (answer.Problem is null) return answer;
            }
        }
        return answer with { Response = null };
    }

    // RFC 5019 section 5: by GET, which caches on the way know, where that is short enough; not all responders do.
    private IEnumerable<FetchRequest> Ways(string responder, byte[] request)
    {
        Locations.TryRead(responder, out var url);
        if (OcspRequest.UrlOf(url!, request) is { } get)
            yield return new FetchRequest(get) { MostBytes = _limits.MostResponseBytes };
        yield return new FetchRequest(url!)
        {
            Body = request,
            ContentType = "application/ocsp-request",
            MostBytes = _limits.MostResponseBytes,
        };
    }
}
