// Command verify tells whether Go's crypto/x509 finds a path: verify ROOTS INTERMEDIATES LEAF HOST TIME.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"time"
)

func main() {
	roots, intermediates := x509.NewCertPool(), x509.NewCertPool()
	roots.AppendCertsFromPEM(read(os.Args[1]))
	intermediates.AppendCertsFromPEM(read(os.Args[2]))
	block, _ := pem.Decode(read(os.Args[3]))
	leaf, err := x509.ParseCertificate(block.Bytes)
	if err == nil {
		var at time.Time
		if at, err = time.Parse(time.RFC3339, os.Args[5]); err == nil {
			_, err = leaf.Verify(x509.VerifyOptions{
				Roots: roots, Intermediates: intermediates, DNSName: os.Args[4], CurrentTime: at,
				KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
			})
		}
	}
	if err != nil {
		fmt.Println("no:", err)
		return
	}
	fmt.Println("yes")
}

func read(path string) []byte {
	content, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return content
}
