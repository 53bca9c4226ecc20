// Compiled by clang with libc++ as well: an author's standard library need not be the host's.
#include <mortise/testing/fake_host.hpp>
#include <mortise/testing/sqlite.hpp>
