package main

import (
	"crypto/sha256"
	"crypto/x509"
)

var sink byte

// measureParse reads every certificate that Go accepts, and hashes its key. Only bytes are kept between the rounds:
// parsed certificates that stay alive would be marked in each of the collector's cycles, at a quarter of the rate.
func measureParse(o options) (result, error) {
	all, err := readDER(o.input)
	if err != nil {
		return result{}, err
	}
	accepted := onlyAccepted(all)
	outcome := best("go x509.ParseCertificate + SHA-256(SPKI)", o.rounds, func() int {
		for _, der := range accepted {
			certificate, err := x509.ParseCertificate(der)
			if err != nil {
				panic(err) // it was accepted before
			}
			digest := sha256.Sum256(certificate.RawSubjectPublicKeyInfo)
			sink ^= digest[0]
		}
		return len(accepted)
	})
	outcome.LeftOut = len(all) - len(accepted)
	return outcome, nil
}

func onlyAccepted(all [][]byte) [][]byte {
	var accepted [][]byte
	for _, der := range all {
		if _, err := x509.ParseCertificate(der); err == nil {
			accepted = append(accepted, der)
		}
	}
	return accepted
}
