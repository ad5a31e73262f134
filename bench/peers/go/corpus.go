package main

import (
	"bytes"
	"compress/gzip"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"os"
)

// readDER gives the certificates of a PEM file, gzipped or not, undecoded.
func readDER(path string) ([][]byte, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(content, []byte{0x1f, 0x8b}) {
		reader, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			return nil, err
		}
		if content, err = io.ReadAll(reader); err != nil {
			return nil, err
		}
	}
	var all [][]byte
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			all = append(all, block.Bytes)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no certificate", path)
	}
	return all, nil
}

// readCertificates leaves out what Go refuses.
func readCertificates(path string) ([]*x509.Certificate, error) {
	all, err := readDER(path)
	return parse(all), err
}

func parse(all [][]byte) []*x509.Certificate {
	certificates := make([]*x509.Certificate, 0, len(all))
	for _, der := range all {
		if certificate, err := x509.ParseCertificate(der); err == nil {
			certificates = append(certificates, certificate)
		}
	}
	return certificates
}
