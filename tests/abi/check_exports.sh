#!/bin/sh
# Looks at what meets in one process: every plugin built below the folder $1, those of the tests included, exports its entry and
# nothing else; the host, $1/bin/mortise, exports nothing, for what it exports would pre-empt the same names of the plugins.
set -eu
failures=0
found=0
exports() { nm -D --defined-only "$1" | awk '{print $3}'; }
fail() { echo "$1 exports: $2" >&2; failures=$((failures + 1)); }

for library in $(find "$1/plugins" "$1"/test-* "$1/broken" -name '*.so'); do
    found=$((found + 1))
    exported=$(exports "$library")
    case $exported in
        *[!a-z0-9_]* | '') fail "$library" "$exported" ;;
        mortise_module_v*) ;;   # one of the tests' has an entry of another version on purpose
        *) fail "$library" "$exported" ;;
    esac
done

exported=$(exports "$1/bin/mortise")
[ -z "$exported" ] || fail "$1/bin/mortise" "$exported"
[ "$found" -ge 15 ] || { echo "only $found plugins below $1" >&2; exit 1; }
[ "$failures" -eq 0 ]
