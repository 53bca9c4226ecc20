// The bytes of a shared library by the addresses at which they will be mapped. For elf_*.cpp.
#pragma once

#include <elf.h>

#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::check {

class ElfImage {
public:
    explicit ElfImage(std::string_view bytes) : bytes_{bytes}, header_{at_offset<Elf64_Ehdr>(0)} {
        for (std::uint64_t i = 0; i < header_.e_phnum; ++i)
            segments_.push_back(at_offset<Elf64_Phdr>(header_.e_phoff + i * sizeof(Elf64_Phdr)));
        for (const auto& segment : segments_)
            if (segment.p_type == PT_DYNAMIC) read_dynamic(segment);
    }

    const Elf64_Ehdr& header() const noexcept { return header_; }
    const std::vector<Elf64_Phdr>& segments() const noexcept { return segments_; }
    const std::vector<Elf64_Dyn>& dynamic() const noexcept { return dynamic_; }

    std::optional<std::uint64_t> dynamic_value(Elf64_Sxword tag) const noexcept {
        for (const auto& entry : dynamic_)
            if (entry.d_tag == tag) return entry.d_un.d_val;
        return std::nullopt;
    }

    std::string_view bytes_of(const Elf64_Phdr& segment) const { return part(segment.p_offset, segment.p_filesz); }

    template <class Record>
    Record at_offset(std::uint64_t offset) const {
        Record record;
        std::memcpy(&record, part(offset, sizeof record).data(), sizeof record);
        return record;
    }
    template <class Record>
    Record at(std::uint64_t address) const {
        return at_offset<Record>(offset_of(address));
    }

    // Of the dynamic string table. All of them together are not much longer than the file, unless somebody means harm: records
    // may overlap, and a few bytes would else be asked for without end.
    std::string text(std::uint64_t index) {
        const auto table = dynamic_value(DT_STRTAB), size = dynamic_value(DT_STRSZ);
        if (!table || !size || index >= *size) fail();
        const auto all = part(offset_of(*table), *size);
        const auto found = all.substr(index, all.find('\0', index) - index);
        told_ += found.size() + least_per_text;
        if (told_ > 4 * bytes_.size()) fail();
        return std::string{found};
    }

private:
    [[noreturn]] static void fail() { throw std::runtime_error{"is damaged: what its headers speak of lies beyond its end"}; }

    std::string_view part(std::uint64_t offset, std::uint64_t size) const {
        if (offset > bytes_.size() || size > bytes_.size() - offset) fail();
        return bytes_.substr(offset, size);
    }

    std::uint64_t offset_of(std::uint64_t address) const {
        for (const auto& segment : segments_)
            if (segment.p_type == PT_LOAD && address >= segment.p_vaddr && address - segment.p_vaddr < segment.p_filesz)
                return segment.p_offset + (address - segment.p_vaddr);
        fail();
    }

    void read_dynamic(const Elf64_Phdr& segment) {
        for (std::uint64_t offset = 0; offset + sizeof(Elf64_Dyn) <= segment.p_filesz; offset += sizeof(Elf64_Dyn)) {
            dynamic_.push_back(at_offset<Elf64_Dyn>(segment.p_offset + offset));
            if (dynamic_.back().d_tag == DT_NULL) break;
        }
    }

    static constexpr std::uint64_t least_per_text = 32;

    const std::string_view bytes_;
    std::uint64_t told_ = 0;
    const Elf64_Ehdr header_;
    std::vector<Elf64_Phdr> segments_;
    std::vector<Elf64_Dyn> dynamic_;
};

}  // namespace mortise::check
