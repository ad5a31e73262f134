#!/usr/bin/env bash
# Measures Crosspath and its peers side by side, in turns, and prints Markdown tables with their ratios.
# usage: bench/run.sh [TURNS]        (default: 3; needs the .NET SDK, go, a C compiler and OpenSSL's headers)
# CROSSPATH_SHARED names the data pack; by default it lies beside the checkout.
set -euo pipefail
turns=${1:-3}
rounds=2
here=$(cd "$(dirname "$0")" && pwd)
repository=$(dirname "$here")
authorities=${CROSSPATH_SHARED:-$repository/../shared}/data/certificates/ca.pem.gz
at=2023-06-01T00:00:00Z # Go finds no chain without a date

for tool in dotnet go make cc; do
    command -v "$tool" >/dev/null && continue
    echo "run.sh: needs $tool; bench/README.md lists the packages" >&2
    exit 2
done
if [ ! -f "$authorities" ]; then
    echo "run.sh: no $authorities; set CROSSPATH_SHARED to the data pack" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

echo "building" >&2
dotnet build "$here/Crosspath.Bench" -c Release -v quiet >&2
make -s -C "$here/peers/c" OUT="$work"
(cd "$here/peers/go" && go build -o "$work/go-peer" .)
bench=$repository/artifacts/bin/Crosspath.Bench/release/Crosspath.Bench

echo "preparing" >&2
"$bench" prepare certificates "$authorities" "$work/certificates.bin"
"$bench" prepare verifications "$authorities" "$work/verifications.bin"
"$repository/crosspath" demo mesh --layers 12 --width 8 --out "$work/mesh" >/dev/null

# Runs one measure and keeps its line. ROLE is "ours", "-", or the factor by which ours shall at least be faster.
measure() { # GROUP ROLE COMMAND…
    local group=$1 role=$2
    shift 2
    printf '%s\t%s\t%s\n' "$group" "$role" "$("$@" --rounds "$rounds")" >>"$work/results"
}

for turn in $(seq "$turns"); do
    echo "turn $turn of $turns" >&2

    group="Reading every CA certificate"
    measure "$group" ours "$bench" measure reading "$authorities"
    measure "$group" 60 "$bench" measure reading-dotnet "$authorities"
    measure "$group" 6 "$work/go-peer" parse "$authorities"
    measure "$group" 0.42 "$work/hashfloor" "$work/certificates.bin"
    measure "$group" - "$bench" measure reading-hash "$authorities"

    group="Verifying their signatures, keys at hand"
    measure "$group" ours "$bench" measure verifying "$authorities"
    measure "$group" 0.9 "$work/verifyfloor" "$work/verifications.bin"

    group="Building the graph of all of them, one core"
    measure "$group" ours "$bench" measure graph "$authorities"
    measure "$group" 0.9 "$bench" measure graph-bare "$authorities"

    group="Building it again, with verdicts remembered"
    measure "$group" ours "$bench" measure graph-remembered "$authorities"
    measure "$group" 20 "$bench" measure graph "$authorities"

    group="Chains of every CA certificate"
    measure "$group" ours "$bench" measure walk "$authorities"
    measure "$group" - "$bench" measure judge "$authorities"
    measure "$group" - "$bench" measure count "$authorities"
    measure "$group" - "$work/go-peer" paths "$authorities" --at "$at"

    group="Chains of a mesh, 12 layers of 8"
    measure "$group" ours "$bench" measure mesh -
    measure "$group" - "$work/go-peer" mesh "$work/mesh"
done

model=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)
echo "Measured on $(date -u +%F) at commit $(git -C "$repository" describe --always --dirty --abbrev=10)," \
    "on $(nproc) cores of ${model:-an unknown processor}, $(uname -s) $(uname -m)," \
    ".NET SDK $(dotnet --version), $(go version | cut -d ' ' -f 3), $(openssl version | cut -d ' ' -f 1-2)," \
    "$(cc --version | head -n 1). $turns turns, the best of $rounds rounds in each."
"$bench" table "$work/results"
