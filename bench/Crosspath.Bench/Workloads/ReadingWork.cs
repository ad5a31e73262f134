using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crosspath.X509;

namespace Crosspath.Bench.Workloads;

/// <summary>Reading every certificate of a file, by us, by the platform, and the hash alone that both need.</summary>
internal sealed class ReadingWork
{
    private readonly byte[][] _all;
    private readonly Lazy<byte[][]> _readable;
    private int _sink;

    public ReadingWork(string path)
    {
        var found = CertificateFiles.Read(path).OfType<InputItem.FoundCertificate>();
        _all = [.. found.Select(certificate => certificate.Der.ToArray())];
        // An exception costs more than a certificate: what the platform refuses is not counted against it.
        _readable = new(() => [.. _all.Where(IsReadableByPlatform)]);
    }

    /// <summary>How many the platform refuses, or throws at when asked for their properties.</summary>
    public int PlatformRefuses => _all.Length - _readable.Value.Length;

    /// <summary>How many we refuse. Those are in the loop, for refusing is no dearer than reading.</summary>
    public int CrosspathRefuses => _all.Count(der => !Certificate.TryRead(der, out _, out _));

    /// <summary>All fields, the certificate's and the key's SHA-256: the constructor computes both.</summary>
    public int Crosspath()
    {
        foreach (var der in _all)
        {
            if (Certificate.TryRead(der, out var certificate, out _)) _sink ^= certificate.KeyId.GetHashCode();
        }
        return _all.Length;
    }

    /// <summary>The properties that lie in our certificate, and SHA-256 of the key.</summary>
    public int Platform()
    {
        foreach (var der in _readable.Value) _sink ^= ReadByPlatform(der);
        return _readable.Value.Length;
    }

    /// <summary>SHA-256 of each whole certificate, by .NET's one-shot.</summary>
    public int HashFloor()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var der in _all)
        {
            SHA256.HashData(der, digest);
            _sink ^= digest[0];
        }
        return _all.Length;
    }

    private static int ReadByPlatform(byte[] der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        var digest = SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        return certificate.Subject.Length ^ certificate.Issuer.Length ^ certificate.Extensions.Count
            ^ certificate.NotBefore.GetHashCode() ^ certificate.NotAfter.GetHashCode() ^ digest[0];
    }

    private static bool IsReadableByPlatform(byte[] der)
    {
        try
        {
            ReadByPlatform(der);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
