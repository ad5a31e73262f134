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

    /// <summary>The cross-certificates in force over which trust of a domain's members goes. CAs below the others'
    /// roots are for the workloads to serve: a bundle that had them would keep some clients on a path that is
    /// gone.</summary>
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
                if (_world.OwnerOf(cross.Certificate) is { } to && reached.Add(to)
                    && _federation.Find(to) is { IsHub: true }) open.Enqueue(to);
            }
        }
        return [.. found.DistinctBy(certificate => certificate.Fingerprint)];
    }

    /// <summary>What a workload serves beside its leaf: the certificates on a path from each domain, nearest to the
    /// leaf first, without anchors. All paths go through one root of the home domain, and end at one root of each
    /// other, where they can: many clients take the first issuer that is served, and do not look back.</summary>
    public ImmutableArray<Certificate> ChainOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (!_state.Leaves.TryGetValue(workload.Name, out var leaf)) return [];
        var root = RootOf(workload.Domain);
        var places = new Dictionary<Fingerprint, (int Place, Certificate Certificate)>();
        var viewers = _federation.Domains.OrderByDescending(domain => domain.Name == workload.Domain);
        foreach (var viewer in viewers)
        {
            var query = new PathQuery(leaf, _now) { Purpose = workload.Purposes[0] };
            var anchor = RootOf(viewer.Name);
            var path = _world.PathsOf(viewer.Name).Find(query).TakeWhile(judged => judged.IsValid)
                .Select(judged => judged.Path)
                .MinBy(path => (!path.Certificates.Any(one => one.KeyId == root),
                    path.Anchor.Certificate.KeyId != anchor, path.Certificates.Length));
            for (var i = 1; i < (path?.Certificates.Length ?? 0) - 1; i++)
                places.TryAdd(path!.Certificates[i].Fingerprint, (i, path.Certificates[i]));
        }
        return [.. places.Values.OrderBy(place => place.Place).Select(place => place.Certificate)];
    }

    // During a rollover the old root, until the domain's CAs have certificates by the new one.
    private Fingerprint? RootOf(string domain)
    {
        var home = _state.Of(domain);
        var isMoved = home.Next is not null && home.Domain.Rollover!.Step >= RolloverStep.Move;
        return (isMoved ? home.Next : home.Current)?.Root.KeyId;
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
