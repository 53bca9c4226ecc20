#!/usr/bin/env bash
# check_template.sh BUILD LANGUAGE: what `mortise plugin new --language LANGUAGE` writes is built from an author's folder with the SDK in
# BUILD, passes its own tests, which ask it something, and has nothing found in it by `mortise plugin check`.
set -euo pipefail

build=$1
language=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$build/bin/mortise" plugin new com.example.stand-up --language "$language" --directory "$folder/stand-up" >"$folder/log"
{
    cmake -S "$folder/stand-up" -B "$folder/build" -G Ninja -DCMAKE_PREFIX_PATH="$build" -DCMAKE_CXX_FLAGS=-O0
    cmake --build "$folder/build"
    ctest --test-dir "$folder/build" --output-on-failure --no-tests=error
    "$build/bin/mortise" plugin check "$folder/build/plugins/com.example.stand-up" --strictness 10 --seed 1
} >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
tests=1
[ "$language" != rust ] || tests=2 # on either fake host
[ "$(grep -c "^$tests/$tests .*Passed" "$folder/log")" = 1 ] || { cat "$folder/log"; echo "$tests tests were to pass"; exit 1; }
