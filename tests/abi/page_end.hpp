// Memory that ends where a page does, with one behind it that nobody may touch: what reads a byte too many crashes at once.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <system_error>

namespace mortise::abi {

class PageEnd {
public:
    PageEnd() : size_{static_cast<std::size_t>(sysconf(_SC_PAGESIZE))} {
        void* const mapped = mmap(nullptr, 2 * size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED || mprotect(static_cast<char*>(mapped) + size_, size_, PROT_NONE) != 0)
            throw std::system_error{errno, std::generic_category(), "no page to end at"};
        begin_ = static_cast<char*>(mapped);
    }
    ~PageEnd() { munmap(begin_, 2 * size_); }
    PageEnd(const PageEnd&) = delete;
    PageEnd& operator=(const PageEnd&) = delete;

    // The first `size` bytes of `value`, which says that it is as long; all that follows is out of reach.
    template <class Struct>
    Struct* put(const Struct& value, std::size_t size) {
        char* const at = begin_ + size_ - size;
        std::memcpy(at, &value, size);
        const std::uint64_t struct_size = size;
        std::memcpy(at, &struct_size, sizeof struct_size);
        return reinterpret_cast<Struct*>(at);
    }

private:
    const std::size_t size_;
    char* begin_;
};

}  // namespace mortise::abi
