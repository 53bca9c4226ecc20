// Every struct of the boundary and every member of it, as recorded in layout_v1_*.c: for tests that cut structs at each of them,
// and so are as long as the record.
#pragma once

#include <mortise/abi/audit.h>
#include <mortise/abi/clock.h>
#include <mortise/abi/credentials.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/members.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/scheduler.h>
#include <mortise/abi/sessions.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>
#include <mortise/abi/v1.h>

#include <cstddef>
#include <set>
#include <string_view>

namespace mortise::abi {

struct Place {
    std::string_view type, member;
    std::size_t offset;
};

#define HOLDS(name, condition)
#define SIZE(type, size)
#define GROWS(type, size)
#define AT(type, member, offset) Place{#type, #member, offset},
inline constexpr Place places[] = {
#include "every_layout.inc"
};
#undef HOLDS
#undef SIZE
#undef GROWS
#undef AT

// Where a struct may end: before each of its members but the first, on a boundary of eight bytes, and after the last.
template <class Struct>
std::set<std::size_t> ends_of(std::string_view type) {
    std::set<std::size_t> ends;
    for (const Place& place : places)
        if (place.type == type && place.offset >= sizeof(std::uint64_t)) ends.insert(place.offset & ~std::size_t{7});
    if (!ends.empty()) ends.insert(sizeof(Struct));
    return ends;
}

}  // namespace mortise::abi
