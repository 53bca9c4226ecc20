#!/usr/bin/env bash
# check_install.sh BUILD: what `cmake --install` makes is a whole, wherever it is moved to. An outside project finds the SDK in it,
# builds a plugin without the host's sources, installs it there, and the installed program loads it.
set -euo pipefail

build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset CMAKE_PREFIX_PATH mortise_DIR

fail() { echo "check_install: $*" >&2; exit 1; }
install_to() { cmake --install "$build" --prefix "$folder/$1" "${@:2}" >"$folder/install.log" 2>&1 || { cat "$folder/install.log"; fail "cmake --install ${*:2}"; }; }
has() { [ -e "$folder/$1" ] || fail "$1 is missing"; }
has_not() { [ ! -e "$folder/$1" ] || fail "$1 should not be there"; }

# Components are what their names say, and no more.
install_to host --component host
has host/bin/mortise && has host/share/doc/mortise/copyright && has host/share/doc/mortise/examples/access.yaml
has_not host/include && has_not host/lib
install_to sdk --component sdk
has sdk/include/mortise/plugin.hpp && has sdk/include/mortise/abi/v1.h && has sdk/include/mortise/testing/fake_host.hpp
has sdk/share/cmake/mortise/mortise-config.cmake && has sdk/share/mortise/sdk/json/json.cpp && has sdk/share/mortise/sdk/templates/c
has sdk/share/mortise/sdk/rust/mortise-plugin/src/lib.rs && has_not sdk/share/mortise/sdk/rust/mortise-plugin/tests
has_not sdk/bin && has_not sdk/lib
install_to plugin --component plugin-timer-control
[ "$(cd "$folder/plugin" && echo lib/mortise/plugins/*)" = lib/mortise/plugins/timer-control ] || fail "a plugin's component is more than its package"

# All together, and moved.
install_to made
mv "$folder/made" "$folder/prefix"
prefix=$folder/prefix
PATH=$prefix/bin:$PATH
! grep -rIlF -e "$folder/made" -e "$build" "$prefix/share" "$prefix/lib" || fail "these name the place where they were made"
examples=$prefix/share/doc/mortise/examples
mortise check-config --config "$examples/mortise.yaml" | grep -q "8 plugins enabled" || fail "the installed program does not find its plugins"

# The SDK is found by whoever has the program on the PATH; a version that it is not, is not.
mkdir "$folder/versions"
cat >"$folder/versions/CMakeLists.txt" <<'TEXT'
cmake_minimum_required(VERSION 3.25)
project(versions LANGUAGES NONE)
find_package(mortise 2.0 CONFIG QUIET)
if(mortise_FOUND)
    message(FATAL_ERROR "this is no version 2")
endif()
find_package(mortise 1.0 CONFIG REQUIRED)
TEXT
cmake -S "$folder/versions" -B "$folder/versions/build" >"$folder/log" 2>&1 || { cat "$folder/log"; fail "find_package(mortise)"; }

# A plugin of somebody else.
mortise plugin new com.example.stand-up --language c --directory "$folder/stand-up" >"$folder/log"
{
    cmake -S "$folder/stand-up" -B "$folder/stand-up/build" -DBUILD_TESTING=OFF
    cmake --build "$folder/stand-up/build"
    cmake --install "$folder/stand-up/build" --prefix "$prefix"
} >"$folder/log" 2>&1 || { cat "$folder/log"; fail "the plugin is not built"; }
library=$prefix/lib/mortise/plugins/com.example.stand-up/com.example.stand-up.so
[ "$(nm -D --defined-only "$library" | awk '{ print $3 }')" = mortise_module_v1 ] || fail "it exports other than mortise_module_v1"
! readelf -d "$library" | grep -E 'R(UN)?PATH' || fail "it has an RPATH"
for flag in NOW NODELETE; do readelf -d "$library" | grep -q "FLAGS_1.*$flag" || fail "it is not linked with -z ${flag,,}"; done
readelf -lW "$library" | grep -q 'GNU_STACK.*RW ' || fail "its stack is executable"

mortise plugin check "$folder/stand-up" --strictness 10 >"$folder/log" || { cat "$folder/log"; fail "plugin check finds something in what plugin new wrote"; }

sed -i '/^rules:/a\  com.example.stand-up: { stand-up.read: { plan: free, roles: [owner] }, stand-up.write: { plan: free, roles: [owner] } }' "$examples/access.yaml"
echo '    com.example.stand-up: { grants: [web] }' >>"$examples/mortise.yaml"
mortise check-config --config "$examples/mortise.yaml" | grep -q "9 plugins enabled" || fail "the installed program does not load it"
