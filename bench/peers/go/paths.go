package main

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"path/filepath"
)

// measurePaths takes what is self-signed as roots, the rest as intermediates, and asks for all chains of each
// certificate. Go builds chains that hold at a time only, and checks each signature anew.
func measurePaths(o options) (result, error) {
	all, err := readDER(o.input)
	if err != nil {
		return result{}, err
	}
	certificates := withoutDSA(parse(all))
	verify := x509.VerifyOptions{
		Roots: x509.NewCertPool(), Intermediates: x509.NewCertPool(),
		CurrentTime: o.at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	}
	for _, certificate := range certificates {
		if isSelfSigned(certificate) {
			verify.Roots.AddCert(certificate)
		} else {
			verify.Intermediates.AddCert(certificate)
		}
	}
	chains := 0
	outcome := best("go x509.Verify, every certificate", o.rounds, func() int {
		chains = 0
		for _, certificate := range certificates {
			found, _ := certificate.Verify(verify)
			chains += len(found)
		}
		return len(certificates)
	})
	outcome.Chains = &chains
	outcome.LeftOut = len(all) - len(certificates)
	return outcome, nil
}

// measureMesh asks for all chains of leaf.pem, between roots.pem and intermediates.pem.
func measureMesh(o options) (result, error) {
	leaf, err := readCertificates(filepath.Join(o.input, "leaf.pem"))
	if err != nil {
		return result{}, err
	}
	if len(leaf) == 0 {
		return result{}, fmt.Errorf("Go refuses the leaf")
	}
	verify := x509.VerifyOptions{CurrentTime: o.at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}
	if verify.Roots, err = readPool(filepath.Join(o.input, "roots.pem")); err != nil {
		return result{}, err
	}
	if verify.Intermediates, err = readPool(filepath.Join(o.input, "intermediates.pem")); err != nil {
		return result{}, err
	}
	var found [][]*x509.Certificate
	var refusal error
	outcome := best("go x509.Verify, mesh", o.rounds, func() int {
		found, refusal = leaf[0].Verify(verify)
		return 1
	})
	chains := len(found)
	outcome.Chains = &chains
	if refusal != nil {
		outcome.Error = refusal.Error()
	}
	return outcome, nil
}

// Go 1.19.8 panics on a chain with a DSA key: alreadyInChain asks it for a method Equal, which it lacks.
func withoutDSA(certificates []*x509.Certificate) []*x509.Certificate {
	var kept []*x509.Certificate
	for _, certificate := range certificates {
		if certificate.PublicKeyAlgorithm != x509.DSA {
			kept = append(kept, certificate)
		}
	}
	return kept
}

func readPool(path string) (*x509.CertPool, error) {
	certificates, err := readCertificates(path)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	for _, certificate := range certificates {
		pool.AddCert(certificate)
	}
	return pool, nil
}

// CheckSignature, unlike CheckSignatureFrom, asks for no CA bit: old roots lack it.
func isSelfSigned(certificate *x509.Certificate) bool {
	if !bytes.Equal(certificate.RawSubject, certificate.RawIssuer) {
		return false
	}
	algorithm, signed := certificate.SignatureAlgorithm, certificate.RawTBSCertificate
	return certificate.CheckSignature(algorithm, signed, certificate.Signature) == nil
}
