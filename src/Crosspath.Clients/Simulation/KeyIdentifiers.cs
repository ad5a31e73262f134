namespace Crosspath.Clients.Simulation;

/// <summary>How the key identifiers of a certificate and of a candidate for its issuer stand to each other.</summary>
internal enum KeyIdentifierMatch
{
    Equal,
    Unknown,
    Different,
}

/// <summary>Compares key identifiers: RFC 5280 sections 4.2.1.1 and 4.2.1.2.</summary>
internal static class KeyIdentifiers
{
    /// <summary>The keyIdentifier alone.</summary>
    public static KeyIdentifierMatch Compare(CertificateFacts child, CertificateFacts candidate)
    {
        var (wanted, own) = (child.IssuerKeyIdentifierNumber, candidate.KeyIdentifierNumber);
        if (wanted == 0 || own == 0) return KeyIdentifierMatch.Unknown;
        return wanted == own ? KeyIdentifierMatch.Equal : KeyIdentifierMatch.Different;
    }

    /// <summary>Go's and Chromium's reading: two absent identifiers are equal.</summary>
    public static KeyIdentifierMatch CompareAbsentAsEqual(CertificateFacts child, CertificateFacts candidate) =>
        child.IssuerKeyIdentifier.IsEmpty && candidate.KeyIdentifier.IsEmpty
            ? KeyIdentifierMatch.Equal
            : Compare(child, candidate);

    /// <summary>Whether issuer name and serial number in the authorityKeyIdentifier, where given, are the
    /// candidate's.</summary>
    public static bool FitsIssuerAndSerial(CertificateFacts child, CertificateFacts candidate)
    {
        if (child.AuthorityKey is not { } key) return true;
        if (!key.SerialNumber.IsEmpty
            && !key.SerialNumber.Span.SequenceEqual(candidate.Certificate.SerialNumber.Span)) return false;
        foreach (var name in key.IssuerNames)
        {
            if (name.Kind == X509.GeneralNameKind.DirectoryName)
                return name.Directory == candidate.Certificate.Issuer;
        }
        return true;
    }
}
