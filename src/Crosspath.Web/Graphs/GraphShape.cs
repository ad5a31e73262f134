using System.Security.Cryptography;
using System.Text;
using Crosspath.Paths;
using Crosspath.X509;

namespace Crosspath.Web.Graphs;

/// <summary>What a picture of a graph needs to know of all of it: who signed what, which identities certify each other in a
/// circle, and by which names they go in answers.</summary>
internal sealed class GraphShape
{
    private readonly TrustGraph _graph;
    private readonly List<Certificate>[] _issued;
    private readonly int[] _components;
    private readonly int[] _sizes;
    private readonly Lazy<Dictionary<string, Identity>> _byId;

    public GraphShape(TrustGraph graph)
    {
        _graph = graph;
        _issued = [.. graph.Identities.Select(_ => new List<Certificate>())];
        foreach (var certificate in graph.Certificates)
        {
            if (graph.IssuerOf(certificate).Issuer is { } issuer) _issued[issuer.Index].Add(certificate);
        }
        _components = Components();
        _sizes = new int[graph.Identities.Length];
        foreach (var component in _components) _sizes[component]++;
        _byId = new Lazy<Dictionary<string, Identity>>(() => graph.Identities.GroupBy(IdOf).ToDictionary(group => group.Key, group => group.First()));
    }

    /// <summary>What an identity is called in every answer: a digest of its name and its key.</summary>
    public static string IdOf(Identity identity) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{identity.KeyId} {identity.Subject.ToString().ToUpperInvariant()}")).AsSpan(0, 16));

    /// <summary>The identity of an id; null when there is none.</summary>
    public Identity? Find(string id) => _byId.Value.GetValueOrDefault(id);

    /// <summary>The certificates that an identity signed.</summary>
    public IReadOnlyList<Certificate> IssuedBy(Identity identity) => _issued[identity.Index];

    /// <summary>Who signed certificates of an identity, each once; itself too where it is self-signed.</summary>
    public IEnumerable<Identity> IssuersOf(Identity identity) => _graph.CertificatesOf(identity)
        .Select(certificate => _graph.IssuerOf(certificate).Issuer).OfType<Identity>().DistinctBy(issuer => issuer.Index);

    /// <summary>Whom an identity certifies, each once.</summary>
    public IEnumerable<Identity> SubjectsOf(Identity identity) =>
        _issued[identity.Index].Select(_graph.SubjectOf).DistinctBy(subject => subject.Index);

    /// <summary>Whether two or more identities signed certificates of it; it counts as one of them.</summary>
    public bool IsCrossSigned(Identity identity) => IssuersOf(identity).Take(2).Count() == 2;

    /// <summary>A number that identities share which reach each other; null for one alone.</summary>
    public int? CycleOf(Identity identity) =>
        _components[identity.Index] is var component && _sizes[component] > 1 ? component : null;

    // Tarjan's strongly connected components, with a stack of its own: the depth is the input's.
    private int[] Components()
    {
        var count = _graph.Identities.Length;
        var (order, low, component) = (new int[count], new int[count], new int[count]);
        Array.Fill(component, -1);
        var (next, components) = (0, 0);
        var open = new Stack<int>();
        var work = new Stack<(int Node, IEnumerator<Identity> Others)>();
        void Enter(int node)
        {
            order[node] = low[node] = ++next;
            open.Push(node);
            work.Push((node, SubjectsOf(_graph.Identities[node]).GetEnumerator()));
        }

        for (var root = 0; root < count; root++)
        {
            if (order[root] != 0) continue;
            Enter(root);
            while (work.TryPeek(out var step))
            {
                if (step.Others.MoveNext())
                {
                    var other = step.Others.Current.Index;
                    if (order[other] == 0) Enter(other);
                    else if (component[other] < 0) low[step.Node] = Math.Min(low[step.Node], order[other]);
                    continue;
                }
                work.Pop();
                if (work.TryPeek(out var above)) low[above.Node] = Math.Min(low[above.Node], low[step.Node]);
                if (low[step.Node] != order[step.Node]) continue;
                int member;
                do component[member = open.Pop()] = components;
                while (member != step.Node);
                components++;
            }
        }
        return component;
    }
}
