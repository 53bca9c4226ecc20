#!/bin/sh
# Looks at what meets in one process: every plugin built below the folder $1, those of the tests included, exports its entry and
# nothing else; the host, $1/bin/mortise, exports nothing, for what it exports would pre-empt the same names of the plugins.
set -eu
exports() { nm -D --defined-only "$1" | awk '{print $3}'; }

find "$1/plugins" "$1"/test-* "$1/broken" -name '*.so' | {
    failures=0
    found=0
    while IFS= read -r library; do
        found=$((found + 1))
        exported=$(exports "$library")
        case $exported in   # one of the tests' has an entry of another version on purpose
            mortise_module_v[0-9]) ;;
            *) echo "$library exports: $exported" >&2; failures=$((failures + 1)) ;;
        esac
    done
    [ "$found" -ge 15 ] || { echo "only $found plugins below $1" >&2; exit 1; }
    [ "$failures" -eq 0 ]
}

exported=$(exports "$1/bin/mortise")
[ -z "$exported" ] || { echo "$1/bin/mortise exports: $exported" >&2; exit 1; }
