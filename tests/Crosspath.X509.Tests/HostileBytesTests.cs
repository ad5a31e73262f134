using Crosspath.Testing;
using Crosspath.X509.Der;
using FsCheck;
using FsCheck.Fluent;

namespace Crosspath.X509.Tests;

/// <summary>Real certificates and revocation lists, spoiled: whatever comes is read or refused, and nothing is
/// thrown.</summary>
public sealed class HostileBytesTests
{
    /// <param name="At">Where, as a share of the length.</param>
    /// <param name="Kind">0 changes, 1 inserts, 2 deletes, 3 repeats what follows.</param>
    private readonly record struct Edit(double At, int Kind, byte Value, int Length);

    private static readonly Arbitrary<(int Pick, Edit[] Edits)> Spoilt =
        (from pick in Gen.Choose(0, int.MaxValue)
         from edits in Gen.ArrayOf(
             from at in Gen.Choose(0, 999_999)
             from kind in Gen.Choose(0, 3)
             from value in Gen.Frequency((2, Gen.Choose(0, 255)), (1, Gen.Elements(0x00, 0x80, 0x82, 0x84, 0xFF, 0x30, 0x1F)))
             from length in Gen.Choose(1, 8)
             select new Edit(at / 1e6, kind, (byte)value, length))
         select (pick, edits)).ToArbitrary();

    [Fact]
    public void Spoilt_certificates_are_read_or_refused()
    {
        var all = RealCertificates.Authorities;

        Prop.ForAll(Spoilt, sample => Use(Apply(all[sample.Pick % all.Count].Raw.ToArray(), sample.Edits)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Spoilt_revocation_lists_are_read_or_refused()
    {
        var lists = Directory.GetFiles(SharedData.PathOf("suites", "pkits", "crls")).Select(File.ReadAllBytes).ToArray();

        Prop.ForAll(Spoilt, sample => UseList(Apply(lists[sample.Pick % lists.Length], sample.Edits)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Several_certificates_cut_at_every_byte_are_errors_with_a_place()
    {
        var all = RealCertificates.Authorities;
        foreach (var certificate in Enumerable.Range(0, 8).Select(i => all[i * (all.Count / 8)]))
        {
            for (var length = 0; length < certificate.Raw.Length; length++)
            {
                Assert.False(Certificate.TryRead(certificate.Raw[..length], out _, out var error));
                Assert.InRange(error.Offset, 0, length);
            }
        }
    }

    private static bool Use(byte[] bytes)
    {
        _ = Asn1Tree.Read(bytes).Length;
        if (!Certificate.TryRead(bytes, out var certificate, out var error)) return error.Reason.Length > 0;
        _ = (certificate.Findings, certificate.NotBefore, certificate.NotAfter, certificate.KeyUsage, certificate.PathLength);
        _ = (certificate.Subject.ToString(), certificate.Issuer.GetHashCode(), certificate.IsSelfIssued);
        _ = certificate.Subject.DescribeByteDifference(certificate.Issuer);
        _ = (certificate.CertificatePolicies, certificate.PolicyMappings, certificate.PolicyConstraints);
        foreach (var extension in certificate.Extensions) _ = ExtensionText.Describe(extension).Count;
        return certificate.Raw.Length <= bytes.Length;
    }

    private static bool UseList(byte[] bytes)
    {
        if (!RevocationList.TryRead(bytes, out var list, out var error)) return error.Reason.Length > 0;
        _ = (list.Findings, list.Number, list.BaseNumber, list.AuthorityKeyIdentifier, list.HasUnknownCriticalExtension);
        foreach (var extension in list.Extensions) _ = ExtensionText.Describe(extension).Count;
        return list.Entries().Count() == list.Count
            && list.Entries().All(entry => list.Find(entry.CertificateIssuer, entry.SerialNumber.Span) is not null);
    }

    private static byte[] Apply(byte[] bytes, Edit[] edits)
    {
        var spoilt = bytes.ToList();
        foreach (var edit in edits)
        {
            var at = (int)(edit.At * spoilt.Count);
            var length = Math.Min(edit.Length, spoilt.Count - at);
            if (edit.Kind == 0 && length > 0) spoilt[at] = edit.Value;
            else if (edit.Kind == 1) spoilt.Insert(at, edit.Value);
            else if (edit.Kind == 2) spoilt.RemoveRange(at, length);
            else spoilt.InsertRange(at, spoilt.GetRange(at, length));
        }
        return [.. spoilt];
    }
}
