// One table of host functions, as the SDK's own classes use it. A table may be absent (not in the manifest, not granted) or
// end before a member (an older host): then a call throws HostError with MORTISE_E_UNSUPPORTED. Nothing is ever called
// through a null.
#pragma once

#include <mortise/host_error.hpp>
#include <mortise/text.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace mortise::inline v1_0 {

// True when `table` reaches as far as `member`, and that is not null.
template <class Table, class Member>
bool has_member(const Table* table, Member Table::*member) noexcept {
    if (!table) return false;
    const auto* at = reinterpret_cast<const std::byte*>(&(table->*member));
    const auto end = static_cast<std::size_t>(at - reinterpret_cast<const std::byte*>(table)) + sizeof(Member);
    return end <= table->struct_size && table->*member != nullptr;
}

template <class Table>
class Extension {
public:
    Extension(const mortise_host& host, std::string_view id) noexcept
        : host_{&host}, id_{id}, table_{has_member(&host, &mortise_host::get_extension)
                                            ? static_cast<const Table*>(host.get_extension(host.ctx, to_abi(id)))
                                            : nullptr} {}

    bool available() const noexcept { return table_ != nullptr; }

    template <class Result, class... Parameters, class... Arguments>
    Result call(Result (*Table::*function)(void*, Parameters...), Arguments... arguments) const {
        if (!has_member(table_, function))
            throw HostError{MORTISE_E_UNSUPPORTED, "this host does not offer " + std::string{id_} + " to the plugin"};
        return (table_->*function)(table_->ctx, arguments...);
    }

    // As call, for functions whose every failure is exceptional.
    template <class Function, class... Arguments>
    void run(Function Table::*function, Arguments... arguments) const {
        if (const mortise_status status = call(function, arguments...); status != MORTISE_OK) fail(status);
    }

    [[noreturn]] void fail(mortise_status status) const {
        const std::string detail = std::string{id_} + ": " + std::string{last_error()};
        if (status == MORTISE_E_CONFLICT) throw ConstraintViolated{detail};
        throw HostError{status, detail};
    }
    std::string_view last_error() const noexcept {
        return has_member(host_, &mortise_host::last_error) ? from_abi(host_->last_error(host_->ctx)) : std::string_view{};
    }

private:
    const mortise_host* host_;
    std::string_view id_;
    const Table* table_;
};

}  // namespace mortise::inline v1_0
