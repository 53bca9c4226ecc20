#include "storage/connection.hpp"

namespace mortise::storage {

std::int64_t Rows::integer(std::size_t row, std::size_t column) const noexcept {
    const auto* value = std::get_if<std::int64_t>(&at(row, column));
    return value ? *value : 0;
}

double Rows::real(std::size_t row, std::size_t column) const noexcept {
    const auto* value = std::get_if<double>(&at(row, column));
    return value ? *value : 0;
}

std::string_view Rows::text(std::size_t row, std::size_t column) const noexcept {
    const auto* value = std::get_if<std::string_view>(&at(row, column));
    return value ? *value : std::string_view{};
}

}  // namespace mortise::storage
