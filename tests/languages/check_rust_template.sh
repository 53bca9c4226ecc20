#!/usr/bin/env bash
# check_rust_template.sh BUILD: what `mortise plugin new --language rust` writes is built from an author's folder with the SDK in BUILD,
# passes its own tests, on either fake host, and has nothing found in it by `mortise plugin check`.
set -euo pipefail

build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$build/bin/mortise" plugin new com.example.stand-up --language rust --directory "$folder/stand-up" >"$folder/log"
{
    cmake -S "$folder/stand-up" -B "$folder/build" -G Ninja -DCMAKE_PREFIX_PATH="$build" -DCMAKE_CXX_FLAGS=-O0
    cmake --build "$folder/build"
    ctest --test-dir "$folder/build" --output-on-failure --no-tests=error
    "$build/bin/mortise" plugin check "$folder/build/plugins/com.example.stand-up" --strictness 10 --seed 1
} >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
[ "$(grep -c '^2/2 .*Passed' "$folder/log")" = 1 ] || { cat "$folder/log"; echo "two tests were to pass"; exit 1; }
