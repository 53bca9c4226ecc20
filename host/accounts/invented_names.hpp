// Names of people who do not exist, for the demo data set and for benchmarks; the same for the same index, always.
#pragma once

#include <string>
#include <string_view>

namespace mortise::accounts {

std::string_view invented_given_name(std::size_t index);  // 40 of them, then from the start; ASCII
std::string invented_name(std::size_t index);             // with a family name; 1,600 of them

}  // namespace mortise::accounts
