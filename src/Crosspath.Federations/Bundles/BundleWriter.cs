using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Federations;

/// <summary>Puts together what members of each domain need to judge others, and what their workloads serve.</summary>
public sealed class BundleWriter
{
    private const string Chains = "chains";

    private readonly Federation _federation;
    private readonly FederationState _state;
    private readonly DateTimeOffset _now;
    private readonly FederationWorld _world;

    /// <summary>Prepares the bundles of a state.</summary>
    public BundleWriter(
        Federation federation, FederationState state, DateTimeOffset now, FederationWorld? world = null)
    {
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(state);
        (_federation, _state, _now) = (federation, state, now);
        _world = world ?? new FederationWorld(state);
    }

    /// <summary>The bundle of a domain's members.</summary>
    public TrustBundle BundleOf(string domain) => new(
        _state.Of(domain).Domain, [.. _state.Of(domain).Anchors.DistinctBy(anchor => anchor.Fingerprint)],
        IntermediatesOf(domain));

    /// <summary>The cross-certificates in force over which trust of a domain's members goes. CAs below the others' roots
    /// are for the workloads to serve: a bundle that had them would keep some clients on a path that is gone.</summary>
    public ImmutableArray<Certificate> IntermediatesOf(string domain)
    {
        var reached = new HashSet<string> { domain };
        var found = new List<Certificate>();
        var open = new Queue<string>([domain]);
        while (open.TryDequeue(out var next))
        {
            foreach (var cross in _state.Of(next).Crosses.Where(cross => cross.IsInForce(_now)))
            {
                found.Add(cross.Certificate);
                if (_world.OwnerOf(cross.Certificate) is { } to && reached.Add(to) && _federation.Find(to) is { IsHub: true })
                    open.Enqueue(to);
            }
        }
        return [.. found.DistinctBy(certificate => certificate.Fingerprint)];
    }

    /// <summary>What a workload serves beside its leaf: the certificates on the best path from each anchor of each
    /// domain, nearest to the leaf first, without anchors. So whoever trusts one of two roots during a rollover is served
    /// as well as who trusts the other.</summary>
    public ImmutableArray<Certificate> ChainOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (!_state.Leaves.TryGetValue(workload.Name, out var leaf)) return [];
        var places = new Dictionary<Fingerprint, (int Place, Certificate Certificate)>();
        var viewers = _federation.Domains.OrderByDescending(domain => domain.Name == workload.Domain);
        foreach (var viewer in viewers)
        {
            var query = new PathQuery(leaf, _now) { Purpose = workload.Purposes[0] };
            var best = _world.PathsOf(viewer.Name).Find(query).TakeWhile(path => path.IsValid)
                .DistinctBy(path => path.Path.Anchor.Certificate.KeyId);
            foreach (var path in best.Select(judged => judged.Path))
            {
                for (var i = 1; i < path.Certificates.Length - 1; i++)
                    places.TryAdd(path.Certificates[i].Fingerprint, (i, path.Certificates[i]));
            }
        }
        return [.. places.Values.OrderBy(place => place.Place).Select(place => place.Certificate)];
    }

    /// <summary>Every file of a domain's bundle: its own forms, and the chains of its workloads.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="formats">Other forms than the domain's own; null for those.</param>
    public IEnumerable<(string Path, byte[] Content)> FilesOf(
        string domain, string folder, IEnumerable<BundleFormat>? formats = null)
    {
        var bundle = BundleOf(domain);
        formats ??= bundle.Domain.Bundle.Formats.Select(BundleFormat.Find).OfType<BundleFormat>();
        foreach (var format in formats)
        {
            foreach (var (name, content) in format.Write(bundle, name => Present(Path.Combine(folder, name))))
                yield return (Path.Combine(folder, name), content);
        }
        foreach (var workload in _federation.Workloads.Where(workload => workload.Domain == domain))
        {
            yield return (Path.Combine(folder, Chains, workload.Name + ".pem"),
                FederationFiles.Pem(ChainOf(workload)));
        }
    }

    /// <summary>Whether a file of a bundle is a chain, which is deployed last.</summary>
    public static bool IsChain(string path) => Path.GetFileName(Path.GetDirectoryName(path)) == Chains;

    private static byte[]? Present(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
}
