// What is lent to a plugin for the length of one call, on pages of its own. When the call is over they are overwritten, or
// closed: then reading what was kept is a crash in the test instead of a puzzle in production.
#pragma once

#include <mortise/text.hpp>

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace mortise::inline v1_0::testing::internal {

class Memory {
public:
    Memory() = default;
    Memory(Memory&& other) noexcept : blocks_{std::move(other.blocks_)}, used_{other.used_} { other.blocks_.clear(); }
    Memory& operator=(Memory&& other) noexcept {
        std::swap(blocks_, other.blocks_);
        std::swap(used_, other.used_);
        return *this;
    }
    ~Memory() {
        for (const auto& block : blocks_) ::munmap(block.data, block.size);
    }

    // Nothing may read it any more.
    void close() noexcept {
        for (const auto& block : blocks_) ::mprotect(block.data, block.size, PROT_NONE);
    }

    // For the next call: nothing of this one is left in it.
    void wipe() noexcept {
        for (; blocks_.size() > 1; blocks_.pop_back()) ::munmap(blocks_.back().data, blocks_.back().size);
        if (!blocks_.empty()) std::memset(blocks_.front().data, 0xdd, blocks_.front().size);
        used_ = 0;
    }

    template <class T>
    T* make(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        return static_cast<T*>(std::memcpy(take(sizeof value), &value, sizeof value));
    }
    template <class T>
    T* list(const std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (values.empty()) return nullptr;
        return static_cast<T*>(std::memcpy(take(sizeof(T) * values.size()), values.data(), sizeof(T) * values.size()));
    }
    // An empty text is an absent one.
    mortise_str text(std::string_view text) {
        if (text.empty()) return {};
        return {static_cast<const char*>(std::memcpy(take(text.size()), text.data(), text.size())), text.size()};
    }

private:
    struct Block {
        char* data;
        std::size_t size;
    };
    static constexpr std::size_t page = 4096, usual = 16 * page;

    void* take(std::size_t size) {
        size = (size + 15) & ~std::size_t{15};
        if (blocks_.empty() || blocks_.back().size - used_ < size) {
            const auto room = std::max(usual, (size + page - 1) & ~(page - 1));
            void* data = ::mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (data == MAP_FAILED) throw std::bad_alloc{};
            blocks_.push_back({static_cast<char*>(data), room});
            used_ = 0;
        }
        void* const taken = blocks_.back().data + used_;
        used_ += size;
        return taken;
    }

    std::vector<Block> blocks_;
    std::size_t used_ = 0;  // of the last block
};

}  // namespace mortise::inline v1_0::testing::internal
