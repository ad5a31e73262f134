using Crosspath.X509.Der;

namespace Crosspath.Cli.Output;

/// <summary>What well-known object identifiers are called, by the documents that define them.</summary>
internal static class ObjectIdentifierNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        // RFC 5280 section 4.2
        ["2.5.29.9"] = "subjectDirectoryAttributes",
        ["2.5.29.14"] = "subjectKeyIdentifier",
        ["2.5.29.15"] = "keyUsage",
        ["2.5.29.16"] = "privateKeyUsagePeriod",
        ["2.5.29.17"] = "subjectAltName",
        ["2.5.29.18"] = "issuerAltName",
        ["2.5.29.19"] = "basicConstraints",
        ["2.5.29.20"] = "cRLNumber",
        ["2.5.29.21"] = "reasonCode",
        ["2.5.29.27"] = "deltaCRLIndicator",
        ["2.5.29.28"] = "issuingDistributionPoint",
        ["2.5.29.29"] = "certificateIssuer",
        ["2.5.29.30"] = "nameConstraints",
        ["2.5.29.31"] = "cRLDistributionPoints",
        ["2.5.29.32"] = "certificatePolicies",
        ["2.5.29.32.0"] = "anyPolicy",
        ["2.5.29.33"] = "policyMappings",
        ["2.5.29.35"] = "authorityKeyIdentifier",
        ["2.5.29.36"] = "policyConstraints",
        ["2.5.29.37"] = "extKeyUsage",
        ["2.5.29.37.0"] = "anyExtendedKeyUsage",
        ["2.5.29.46"] = "freshestCRL",
        ["2.5.29.54"] = "inhibitAnyPolicy",
        ["1.3.6.1.5.5.7.1.1"] = "authorityInfoAccess",
        ["1.3.6.1.5.5.7.1.3"] = "qcStatements",
        ["1.3.6.1.5.5.7.1.11"] = "subjectInfoAccess",
        ["1.3.6.1.5.5.7.1.24"] = "tlsFeature",
        ["1.3.6.1.5.5.7.2.1"] = "cps",
        ["1.3.6.1.5.5.7.2.2"] = "userNotice",
        ["1.3.6.1.5.5.7.48.1"] = "ocsp",
        ["1.3.6.1.5.5.7.48.1.5"] = "ocspNoCheck",
        ["1.3.6.1.5.5.7.48.2"] = "caIssuers",
        ["1.3.6.1.5.5.7.3.1"] = "serverAuth",
        ["1.3.6.1.5.5.7.3.2"] = "clientAuth",
        ["1.3.6.1.5.5.7.3.3"] = "codeSigning",
        ["1.3.6.1.5.5.7.3.4"] = "emailProtection",
        ["1.3.6.1.5.5.7.3.5"] = "ipsecEndSystem",
        ["1.3.6.1.5.5.7.3.6"] = "ipsecTunnel",
        ["1.3.6.1.5.5.7.3.7"] = "ipsecUser",
        ["1.3.6.1.5.5.7.3.8"] = "timeStamping",
        ["1.3.6.1.5.5.7.3.9"] = "OCSPSigning",
        // RFC 6962
        ["1.3.6.1.4.1.11129.2.4.2"] = "signedCertificateTimestampList",
        ["1.3.6.1.4.1.11129.2.4.3"] = "precertificatePoison",
        // CA/Browser Forum
        ["2.23.140.1.1"] = "extendedValidation",
        ["2.23.140.1.2.1"] = "domainValidated",
        ["2.23.140.1.2.2"] = "organizationValidated",
        ["2.23.140.1.2.3"] = "individualValidated",
        // vendors
        ["1.3.6.1.4.1.311.10.3.3"] = "microsoftServerGatedCrypto",
        ["1.3.6.1.4.1.311.20.2"] = "microsoftCertificateTemplateName",
        ["1.3.6.1.4.1.311.21.1"] = "microsoftCaVersion",
        ["1.3.6.1.4.1.311.21.2"] = "microsoftPreviousCaCertificateHash",
        ["1.3.6.1.4.1.311.21.7"] = "microsoftCertificateTemplate",
        ["1.3.6.1.4.1.311.21.10"] = "microsoftApplicationPolicies",
        ["1.2.840.113533.7.65.0"] = "entrustVersion",
        ["2.16.840.1.113730.1.1"] = "netscapeCertType",
        ["2.16.840.1.113730.1.13"] = "netscapeComment",
        ["2.16.840.1.113730.4.1"] = "netscapeServerGatedCrypto",
        // keys and signatures
        ["1.2.840.113549.1.1.1"] = "rsaEncryption",
        ["1.2.840.113549.1.1.5"] = "sha1WithRSAEncryption",
        ["1.2.840.113549.1.1.10"] = "rsassaPss",
        ["1.2.840.113549.1.1.11"] = "sha256WithRSAEncryption",
        ["1.2.840.113549.1.1.12"] = "sha384WithRSAEncryption",
        ["1.2.840.113549.1.1.13"] = "sha512WithRSAEncryption",
        ["1.2.840.10045.2.1"] = "ecPublicKey",
        ["1.2.840.10045.3.1.7"] = "P-256",
        ["1.3.132.0.34"] = "P-384",
        ["1.3.132.0.35"] = "P-521",
        ["1.2.840.10045.4.3.2"] = "ecdsa-with-SHA256",
        ["1.2.840.10045.4.3.3"] = "ecdsa-with-SHA384",
        // names
        ["2.5.4.3"] = "commonName",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.6"] = "countryName",
        ["2.5.4.7"] = "localityName",
        ["2.5.4.8"] = "stateOrProvinceName",
        ["2.5.4.10"] = "organizationName",
        ["2.5.4.11"] = "organizationalUnitName",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
        ["0.9.2342.19200300.100.1.25"] = "domainComponent",
    };

    /// <summary>The name, or dotted decimal where there is none.</summary>
    public static string Of(ObjectIdentifier oid) => Names.GetValueOrDefault(oid.ToString(), oid.ToString());
}
