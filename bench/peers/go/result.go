package main

import (
	"encoding/json"
	"os"
	"runtime"
	"syscall"
)

// result is one line of output. LeftOut counts the certificates that Go cannot treat; Chains and Error are set where
// chains are built.
type result struct {
	What              string  `json:"what"`
	Items             int     `json:"items"`
	Seconds           float64 `json:"seconds"`
	PerSecond         float64 `json:"perSecond"`
	AllocBytesPerItem float64 `json:"allocBytesPerItem"`
	Version           string  `json:"version"`
	Chains            *int    `json:"chains,omitempty"`
	LeftOut           int     `json:"leftOut,omitempty"`
	Error             string  `json:"error,omitempty"`
}

func (r result) print() error {
	return json.NewEncoder(os.Stdout).Encode(r)
}

// A round repeats the work until it has taken this long, so that the collector's share is in it.
const roundSeconds = 0.5

// best measures some work, which says how many items it went through, and keeps the fastest round.
func best(what string, rounds int, work func() int) result {
	r := result{What: what, Version: runtime.Version()}
	for round := 0; round < rounds; round++ {
		runtime.GC()
		allocated, begin, items := totalAllocated(), cpuSeconds(), 0
		var seconds float64
		for seconds < roundSeconds {
			items += work()
			seconds = cpuSeconds() - begin
		}
		rate := float64(items) / seconds
		if rate > r.PerSecond {
			r.Items, r.Seconds, r.PerSecond = items, seconds, rate
			r.AllocBytesPerItem = float64(totalAllocated()-allocated) / float64(items)
		}
	}
	return r
}

func cpuSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // the arguments are constant
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(usage.Utime) + seconds(usage.Stime)
}

func totalAllocated() uint64 {
	var statistics runtime.MemStats
	runtime.ReadMemStats(&statistics)
	return statistics.TotalAlloc
}
