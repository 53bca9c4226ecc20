// Boost.JSON, built into whichever plugin asks for it, so that a plugin depends on no shared Boost library.
#include <boost/json/src.hpp>
