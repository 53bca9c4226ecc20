#!/bin/sh
# Looks at every plugin package in the folder $1 as the loader's enemies would: one exported name, no unique symbols, no RPATH,
# no executable stack, everything bound at load, never unloaded, and sums that hold.
set -eu
failures=0
found=0
fail() { echo "$1: $2" >&2; failures=$((failures + 1)); }

for package in "$1"/*/; do
    id=$(basename "$package")
    library=$package$id.so
    [ -f "$library" ] || { fail "$id" "has no $id.so"; continue; }
    found=$((found + 1))

    exported=$(nm -D --defined-only "$library" | awk '{print $3}')
    [ "$exported" = mortise_module_v1 ] || fail "$id" "exports: $exported"
    [ -z "$(nm -D "$library" | awk '$(NF-1) == "u"')" ] || fail "$id" "has symbols that are unique in the process"

    dynamic=$(readelf -dW "$library")
    ! echo "$dynamic" | grep -qE 'RPATH|RUNPATH' || fail "$id" "has an RPATH"
    ! echo "$dynamic" | grep -q TEXTREL || fail "$id" "has text relocations"
    ! echo "$dynamic" | grep -qE 'NEEDED.*boost' || fail "$id" "needs a shared Boost library"
    echo "$dynamic" | grep -qE 'FLAGS_1.*NOW' || fail "$id" "binds lazily"
    echo "$dynamic" | grep -qE 'FLAGS_1.*NODELETE' || fail "$id" "could be unloaded"

    segments=$(readelf -lW "$library")
    echo "$segments" | grep -q GNU_RELRO || fail "$id" "has no read-only relocations"
    echo "$segments" | grep GNU_STACK | grep -qv E || fail "$id" "has an executable stack"
    readelf -nW "$library" | grep -q 'Build ID' || fail "$id" "has no build id"

    (cd "$package" && sha256sum --quiet --strict -c SHA256SUMS) || fail "$id" "does not match its SHA256SUMS"
    listed=$(awk '{print $2}' "${package}SHA256SUMS" | sort)
    present=$(cd "$package" && find . -type f ! -name 'SHA256SUMS*' | sed 's|^\./||' | sort)
    [ "$listed" = "$present" ] || fail "$id" "has files that SHA256SUMS does not list"
done

[ "$found" -ge "$2" ] || { echo "only $found packages, not $2" >&2; exit 1; }
[ "$failures" -eq 0 ]
