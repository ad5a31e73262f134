using System.Collections.Immutable;
using Crosspath.Paths;
using Crosspath.X509;
using Crosspath.X509.Der;

namespace Crosspath.Stores.Formats;

// What the properties of a root mean, by their names in wincrypt.h and by the descriptions of the Microsoft Trusted
// Root Program ("Deprecation": removal, disallowing EKUs, disabling, NotBefore):
//
//     9  extended key usages that the root is good for; without it for all
//    98  SHA-256 of the certificate; lists before 2012 name it by the SHA-1 of the identifier alone
//   104  from then on the root is disabled
//   122  extended key usages that are taken away, whatever 9 says
//   126  certificates that begin after this time are not trusted, 127 for these extended key usages alone
//
// Not used: 11 (friendly name), 20 (key identifier), 29 (MD5 of the subject), 83 (policies for extended validation),
// 105 (policies of the root program for chains).

/// <summary>One root of Microsoft's list.</summary>
internal sealed class TrustListRoot(TrustListSubject subject, KnownCertificates known, StoreDraft draft)
{
    private string Place => subject.Text(11) is { Length: > 0 and <= 200 } name
        ? $"byte {subject.Offset} ({Printable(name)})"
        : $"byte {subject.Offset}";

    /// <summary>Adds its entry.</summary>
    public void Describe()
    {
        if (Name() is not { } fingerprint) return;
        if (known.TryFind(fingerprint, out var certificate)) draft.Carry(certificate);
        draft.Add(new StoreEntry(fingerprint, new AnchorLimits
        {
            Purposes = Usages(9),
            ExcludedPurposes = Usages(122) ?? [],
            DisabledFrom = subject.Time(104),
            IssuedBy = subject.Time(126) is { } last ? [new IssuanceLimit(last, Usages(127))] : [],
        }), Place);
    }

    private Fingerprint? Name()
    {
        if (subject.Property(98) is { Length: Fingerprint.Size } sha256) return new Fingerprint(sha256.Span);
        if (subject.Identifier.Length == Fingerprint.Size) return new Fingerprint(subject.Identifier.Span);
        if (known.TryFindSha1(subject.Identifier.Span, out var certificate)) return certificate.Fingerprint;
        var id = subject.Identifier.Span;
        draft.Report(Place, $"named by SHA-1 alone, and no certificate at hand has it: "
            + Convert.ToHexStringLower(id[..Math.Min(id.Length, 64)]));
        return null;
    }

    private ImmutableArray<ObjectIdentifier>? Usages(int property)
    {
        if (subject.Property(property) is not { } value) return null;
        if (ObjectIdentifiers.Read(value) is { } usages) return usages;
        draft.Report(Place, $"property {property} is no list of extended key usages");
        return [];
    }

    private static string Printable(string name) => string.Concat(name.Where(c => !char.IsControl(c)));
}
