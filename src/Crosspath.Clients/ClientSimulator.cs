using Crosspath.Clients.Simulation;

namespace Crosspath.Clients;

/// <summary>
/// Predicts what clients do with one request. Signatures and names are looked at once for all clients. Not for use by
/// several threads at once.
/// </summary>
public sealed class ClientSimulator : IDisposable
{
    private readonly ClientMemory? _ownMemory;
    private readonly Surroundings _surroundings;

    /// <summary>Prepares a request.</summary>
    /// <param name="request">What the clients are confronted with.</param>
    /// <param name="memory">What was found before, for many requests; it stays the caller's.</param>
    /// <exception cref="ArgumentException">The server sent nothing.</exception>
    public ClientSimulator(ClientRequest request, ClientMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Served.IsEmpty) throw new ArgumentException("The served list is empty.", nameof(request));
        if (memory is null) memory = _ownMemory = new ClientMemory();
        _surroundings = new Surroundings(request, memory);
    }

    /// <summary>What one client does.</summary>
    public ClientPrediction Predict(ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var run = new ClientRun(profile, _surroundings);
        var outcome = MessageFault(run) is { } fault ? Refuse(run, fault) : Build(run);
        if (profile.Judge.PreferredRsaBits is { } bits && outcome.Reason is null)
        {
            var strict = profile with { Judge = profile.Judge with { LeastRsaBits = bits } };
            var preferred = new ClientRun(strict, _surroundings);
            var better = Build(preferred);
            if (better.Reason is null) (run, outcome) = (preferred, better);
        }
        return new ClientPrediction(
            profile.Client,
            outcome.Reason is null,
            [.. outcome.Chain.Select(facts => facts.Certificate)],
            outcome.Reason ?? "a valid chain to a trusted root",
            run.Trace.ToSteps())
        {
            IsMeasured = profile.Measured is not null,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _ownMemory?.Dispose();

    private static Outcome Build(ClientRun run) => run.Profile.Strategy switch
    {
        Strategy.ServedOrder => ServedOrder.Read(run),
        Strategy.ServedOrderElseWalk => IssuerOrder.Read(run) ?? new PathWalk(run).Walk(),
        Strategy.SortedList => new SortedList(run).Read(),
        Strategy.Admission => new Admission(run).Read(),
        Strategy.Enumeration => new Enumeration(run).Read(),
        _ => new PathWalk(run).Walk(),
    };

    private static string? MessageFault(ClientRun run)
    {
        var rules = run.Profile.Message;
        var served = run.Surroundings.Served;
        if (served.Length > rules.MostCertificates)
            return $"{served.Length} certificates are served; it takes {rules.MostCertificates}";
        // RFC 5246 section 7.4.2: 3 octets of length for the list, 3 more for each certificate.
        var octets = 3L + served.Sum(certificate => 3L + certificate.Certificate.Raw.Length);
        if (octets > rules.MostOctets)
            return $"the certificate message has {octets} octets; it takes {rules.MostOctets}";
        if (!rules.ReadsAll) return null;
        return served.Select(certificate => UnknownCritical.Of(certificate, run.Profile) is { } extension
            ? $"'{certificate}' has a critical extension that is not understood: {extension}"
            : null).FirstOrDefault(fault => fault is not null);
    }

    private static Outcome Refuse(ClientRun run, string fault)
    {
        run.Trace.Add(TraceAction.Fault, null, fault);
        return Outcome.Rejected(fault);
    }
}
