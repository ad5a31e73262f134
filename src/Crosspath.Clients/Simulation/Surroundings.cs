using System.Collections.Immutable;
using Crosspath.X509;

namespace Crosspath.Clients.Simulation;

/// <summary>The certificates of one request, as all clients share them.</summary>
internal sealed class Surroundings
{
    private readonly ClientMemory _memory;
    private readonly ILookup<Name, Certificate> _preloaded; // thousands: looked at only when asked for
    private readonly Dictionary<string, ImmutableArray<CertificateFacts>> _fetched = [];
    private readonly Dictionary<(int Certificate, int Issuer), RevocationStatus> _revocations = [];

    /// <summary>Reads a request's certificates.</summary>
    public Surroundings(ClientRequest request, ClientMemory memory)
    {
        (Request, _memory) = (request, memory);
        Served = [.. request.Served.Select(memory.Of)];
        Roots = memory.StoreOf(request.Roots);
        Cached = [.. request.Cached.Select(memory.Of)];
        _preloaded = request.Preloaded.ToLookup(certificate => certificate.Subject);
    }

    /// <summary>What was asked.</summary>
    public ClientRequest Request { get; }

    /// <summary>The server's list, the leaf first.</summary>
    public ImmutableArray<CertificateFacts> Served { get; }

    /// <summary>The trust store.</summary>
    public RootStore Roots { get; }

    /// <summary>Local intermediates.</summary>
    public ImmutableArray<CertificateFacts> Cached { get; }

    /// <summary>Preloaded intermediates that bear the name of a certificate's issuer.</summary>
    public IEnumerable<CertificateFacts> PreloadedFor(CertificateFacts child) =>
        _preloaded[child.Certificate.Issuer].Select(_memory.Of);

    /// <summary>What a location gives.</summary>
    public ImmutableArray<CertificateFacts> Fetch(string location)
    {
        if (_fetched.TryGetValue(location, out var found)) return found;
        found = Request.Fetchable.TryGetValue(location, out var certificates)
            ? [.. certificates.Select(_memory.Of)]
            : [];
        return _fetched[location] = found;
    }

    /// <summary>Whether a certificate's signature verifies under another's key.</summary>
    public bool IsSigned(CertificateFacts child, CertificateFacts issuer) => _memory.IsSigned(child, issuer);

    /// <summary>What the revocation lists at hand say of a certificate under its issuer's key.</summary>
    public RevocationStatus StatusOf(CertificateFacts certificate, CertificateFacts issuer)
    {
        if (_revocations.TryGetValue((certificate.Id, issuer.Id), out var known)) return known;
        var status = RevocationStatus.NoList;
        foreach (var list in Request.RevocationLists)
        {
            if (list.Issuer != certificate.Certificate.Issuer) continue;
            if (!_memory.IsSigned(list, issuer) || list.NextUpdate < Request.At)
            {
                if (status == RevocationStatus.NoList) status = RevocationStatus.Unsound;
                continue;
            }
            if (list.Find(list.Issuer, certificate.Certificate.SerialNumber.Span) is not null)
            {
                status = RevocationStatus.Revoked;
                break;
            }
            status = list.IssuingDistributionPoint.IsPresent ? RevocationStatus.GoodAtPoint : RevocationStatus.Good;
        }
        return _revocations[(certificate.Id, issuer.Id)] = status;
    }
}
