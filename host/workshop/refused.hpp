// What an author asked for cannot be done; the text says why and what to do instead.
#pragma once

#include <stdexcept>

namespace mortise::workshop {

class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace mortise::workshop
