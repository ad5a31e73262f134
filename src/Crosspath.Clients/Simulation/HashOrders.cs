using System.Collections;

namespace Crosspath.Clients.Simulation;

/// <summary>The order of a hash set's elements, for clients that take candidates as such a set gives them.</summary>
internal static class HashOrders
{
    /// <summary>
    /// java.util.HashMap: buckets by the low bits of h ^ (h >>> 16), in a bucket by arrival. The hash of a certificate
    /// is Arrays.hashCode of its DER.
    /// </summary>
    /// <param name="certificates">In order of arrival.</param>
    /// <param name="buckets">See <see cref="JavaBuckets"/>.</param>
    public static IEnumerable<CertificateFacts> Java(IEnumerable<CertificateFacts> certificates, int buckets) =>
        certificates.DistinctBy(certificate => certificate.Id).OrderBy(certificate => JavaBucket(certificate, buckets));

    /// <summary>How many buckets a set has that was made for so many elements and has got so many.</summary>
    public static int JavaBuckets(int capacity, int elements)
    {
        var buckets = 1;
        while (buckets < capacity) buckets *= 2;
        while (elements > buckets * 3L / 4) buckets *= 2;
        return buckets;
    }

    /// <summary>
    /// Org.BouncyCastle.Utilities.Collections.HashSet is a System.Collections.Hashtable; a certificate's hash is
    /// Arrays.GetHashCode of its DER. The builder passes candidates through three such sets one after the other.
    /// </summary>
    public static IEnumerable<CertificateFacts> BouncyCastle(IEnumerable<CertificateFacts> certificates)
    {
        var order = certificates.Select(certificate => new BouncyCastleEntry(certificate)).ToList();
        for (var set = 0; set < 3; set++)
        {
            var table = new Hashtable();
            foreach (var entry in order) table[entry] = null;
            order = [.. table.Keys.Cast<BouncyCastleEntry>()];
        }
        return order.Select(entry => entry.Certificate);
    }

    private static int JavaBucket(CertificateFacts certificate, int buckets)
    {
        var hash = 1;
        foreach (var octet in certificate.Certificate.Raw.Span) hash = unchecked(31 * hash + (sbyte)octet);
        return unchecked((int)((uint)hash ^ ((uint)hash >> 16))) & (buckets - 1);
    }

    private sealed class BouncyCastleEntry(CertificateFacts certificate)
    {
        public CertificateFacts Certificate => certificate;

        public override bool Equals(object? obj) =>
            obj is BouncyCastleEntry other && other.Certificate.Id == Certificate.Id;

        public override int GetHashCode()
        {
            var octets = Certificate.Certificate.Raw.Span;
            unchecked
            {
                var hash = octets.Length + 1;
                for (var i = octets.Length - 1; i >= 0; i--) hash = (hash * 257) ^ octets[i];
                return hash;
            }
        }
    }
}
