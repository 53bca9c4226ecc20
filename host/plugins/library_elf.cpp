#include <elf.h>

#include <cstring>

#include "plugins/library_file.hpp"

namespace mortise::plugins {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half this_machine = EM_AARCH64;
#elif defined(__riscv)
constexpr Elf64_Half this_machine = EM_RISCV;
#else
#error "Say here which ELF machine this is."
#endif

constexpr unsigned char this_order = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;

bool within(std::string_view bytes, std::uint64_t offset, std::uint64_t size) noexcept {
    return offset <= bytes.size() && size <= bytes.size() - offset;
}

template <class Header>
Header header_at(std::string_view bytes, std::uint64_t offset) noexcept {
    Header header;
    std::memcpy(&header, bytes.data() + offset, sizeof header);
    return header;
}

std::string segments_problem(std::string_view bytes, const Elf64_Ehdr& file) {
    bool loads = false, dynamic = false;
    for (std::uint64_t i = 0; i < file.e_phnum; ++i) {
        const auto segment = header_at<Elf64_Phdr>(bytes, file.e_phoff + i * sizeof(Elf64_Phdr));
        if (segment.p_type == PT_INTERP) return "is a program, not a shared library";
        if (segment.p_type != PT_LOAD && segment.p_type != PT_DYNAMIC && segment.p_type != PT_NOTE) continue;
        if (!within(bytes, segment.p_offset, segment.p_filesz)) return "is cut short: a segment lies beyond its end";
        if (segment.p_type == PT_LOAD && segment.p_filesz > segment.p_memsz)
            return "is damaged: a segment is larger than its memory";
        loads |= segment.p_type == PT_LOAD;
        dynamic |= segment.p_type == PT_DYNAMIC;
    }
    return loads && dynamic ? "" : "is damaged: it has nothing to load";
}

}  // namespace

std::string elf_problem(std::string_view bytes) {
    if (bytes.size() < sizeof(Elf64_Ehdr) || std::memcmp(bytes.data(), ELFMAG, SELFMAG) != 0) return "is not an ELF file";
    const auto file = header_at<Elf64_Ehdr>(bytes, 0);
    if (file.e_ident[EI_CLASS] != ELFCLASS64 || file.e_ident[EI_DATA] != this_order || file.e_machine != this_machine)
        return "is built for another kind of machine";
    if (file.e_type != ET_DYN) return "is not a shared library";
    if (file.e_phentsize != sizeof(Elf64_Phdr) || file.e_phnum == 0 || file.e_phnum == PN_XNUM)
        return "is damaged: its program headers make no sense";
    if (!within(bytes, file.e_phoff, std::uint64_t{file.e_phnum} * sizeof(Elf64_Phdr)))
        return "is cut short: its program headers lie beyond its end";
    if (!within(bytes, file.e_shoff, std::uint64_t{file.e_shnum} * file.e_shentsize))
        return "is cut short: its section headers lie beyond its end";
    return segments_problem(bytes, file);
}

}  // namespace mortise::plugins
