// Measures Go's crypto/x509 as a peer of Crosspath. Each subcommand prints JSON lines.
//
//	peer parse FILE.pem.gz [--rounds N]
//	peer paths FILE.pem.gz --at 2023-06-01T00:00:00Z [--rounds N]
//	peer mesh DIR [--at TIME] [--rounds N]
//
// Seconds are CPU seconds of the process, the garbage collector's included; it runs on one processor at a time.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"
)

type options struct {
	input  string
	at     time.Time
	rounds int
}

var commands = map[string]func(options) (result, error){
	"parse": measureParse,
	"paths": measurePaths,
	"mesh":  measureMesh,
}

func main() {
	runtime.GOMAXPROCS(1)
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(arguments []string) error {
	if len(arguments) < 2 || commands[arguments[0]] == nil {
		return fmt.Errorf("usage: peer parse|paths|mesh INPUT [--at TIME] [--rounds N]")
	}
	flags := flag.NewFlagSet(arguments[0], flag.ContinueOnError)
	at := flags.String("at", time.Now().UTC().Format(time.RFC3339), "the time for which paths are wanted")
	rounds := flags.Int("rounds", 3, "how often to measure; the best round counts")
	if err := flags.Parse(arguments[2:]); err != nil {
		return err
	}
	if flags.NArg() > 0 || *rounds < 1 {
		return fmt.Errorf("%s: what is %q?", arguments[0], flags.Args())
	}
	when, err := time.Parse(time.RFC3339, *at)
	if err != nil {
		return err
	}
	outcome, err := commands[arguments[0]](options{arguments[1], when, *rounds})
	if err != nil {
		return err
	}
	return outcome.print()
}
