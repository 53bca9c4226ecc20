#include "check/elf_facts.hpp"

#include <algorithm>

#include "check/elf_image.hpp"

namespace mortise::check {
namespace {

constexpr unsigned longest_notes = 64, most_symbols = 1u << 20;

std::string machine_of(const ElfImage& image) {
    switch (image.header().e_machine) {
        case EM_X86_64: return "x86_64";
        case EM_AARCH64: return "aarch64";
        case EM_RISCV: return "riscv64";
        default: return "machine-" + std::to_string(image.header().e_machine);
    }
}

// The hash table that every linker of today writes tells how many symbols there are by its last chain alone.
std::uint64_t symbols_by_gnu_hash(const ElfImage& image, std::uint64_t table) {
    const auto buckets = image.at<std::uint32_t>(table), first = image.at<std::uint32_t>(table + 4),
               filters = image.at<std::uint32_t>(table + 8);
    const auto bucket_at = table + 16 + std::uint64_t{filters} * 8, chain_at = bucket_at + std::uint64_t{buckets} * 4;
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < buckets; ++i) last = std::max<std::uint64_t>(last, image.at<std::uint32_t>(bucket_at + i * 4));
    if (last < first) return first;
    while ((image.at<std::uint32_t>(chain_at + (last - first) * 4) & 1u) == 0) ++last;
    return last + 1;
}

std::uint64_t count_symbols(const ElfImage& image) {
    if (const auto table = image.dynamic_value(DT_GNU_HASH)) return symbols_by_gnu_hash(image, *table);
    if (const auto table = image.dynamic_value(DT_HASH)) return image.at<std::uint32_t>(*table + 4);
    return 0;
}

void read_symbols(ElfImage& image, ElfFacts& facts) {
    const auto table = image.dynamic_value(DT_SYMTAB);
    if (!table) return;
    const auto count = std::min<std::uint64_t>(count_symbols(image), most_symbols);
    for (std::uint64_t i = 1; i < count; ++i) {
        const auto symbol = image.at<Elf64_Sym>(*table + i * sizeof(Elf64_Sym));
        const auto binding = ELF64_ST_BIND(symbol.st_info), seen = ELF64_ST_VISIBILITY(symbol.st_other);
        if (symbol.st_shndx == SHN_UNDEF || binding == STB_LOCAL || seen == STV_HIDDEN || seen == STV_INTERNAL) continue;
        facts.exports.push_back(image.text(symbol.st_name));
        if (binding == STB_GNU_UNIQUE) facts.unique.push_back(facts.exports.back());
    }
    std::ranges::sort(facts.exports);
    std::ranges::sort(facts.unique);
}

void read_versions(ElfImage& image, ElfFacts& facts) {
    auto file_at = image.dynamic_value(DT_VERNEED).value_or(0);
    for (auto files = image.dynamic_value(DT_VERNEEDNUM).value_or(0); file_at != 0 && files > 0; --files) {
        const auto file = image.at<Elf64_Verneed>(file_at);
        auto& versions = facts.versions[image.text(file.vn_file)];
        auto version_at = file_at + file.vn_aux;
        for (unsigned i = 0; i < file.vn_cnt; ++i) {
            const auto version = image.at<Elf64_Vernaux>(version_at);
            versions.push_back(image.text(version.vna_name));
            version_at += version.vna_next;
        }
        std::ranges::sort(versions);
        if (file.vn_next == 0) break;
        file_at += file.vn_next;
    }
}

std::string build_id_in(std::string_view notes) {
    const auto aligned = [](std::uint64_t size) { return (size + 3) & ~std::uint64_t{3}; };
    while (notes.size() >= sizeof(Elf64_Nhdr)) {
        Elf64_Nhdr note;
        std::memcpy(&note, notes.data(), sizeof note);
        const auto value_at = sizeof note + aligned(note.n_namesz), next = value_at + aligned(note.n_descsz);
        if (value_at + note.n_descsz > notes.size()) break;
        if (note.n_type == NT_GNU_BUILD_ID && notes.substr(sizeof note, 4) == std::string_view{"GNU\0", 4}) {
            std::string hex;
            for (const unsigned char byte : notes.substr(value_at, std::min<std::uint64_t>(note.n_descsz, longest_notes)))
                hex += "0123456789abcdef"[byte >> 4], hex += "0123456789abcdef"[byte & 15];
            return hex;
        }
        notes.remove_prefix(std::min<std::uint64_t>(next, notes.size()));
    }
    return {};
}

void read_segments(const ElfImage& image, ElfFacts& facts) {
    facts.executable_stack = true;  // what a library that says nothing gets
    for (const auto& segment : image.segments()) {
        if (segment.p_type == PT_GNU_STACK) facts.executable_stack = (segment.p_flags & PF_X) != 0;
        if (segment.p_type == PT_GNU_RELRO) facts.read_only_relocations = true;
        if (segment.p_type == PT_NOTE && facts.build_id.empty()) facts.build_id = build_id_in(image.bytes_of(segment));
    }
}

void read_dynamic(ElfImage& image, ElfFacts& facts) {
    for (const auto& entry : image.dynamic()) {
        if (entry.d_tag == DT_NEEDED) facts.needed.push_back(image.text(entry.d_un.d_val));
        if (entry.d_tag == DT_RPATH || entry.d_tag == DT_RUNPATH) facts.run_path = image.text(entry.d_un.d_val);
    }
    const auto flags = image.dynamic_value(DT_FLAGS).value_or(0), more = image.dynamic_value(DT_FLAGS_1).value_or(0);
    facts.text_relocations = image.dynamic_value(DT_TEXTREL).has_value() || (flags & DF_TEXTREL) != 0;
    facts.bound_at_load = image.dynamic_value(DT_BIND_NOW).has_value() || (flags & DF_BIND_NOW) != 0 || (more & DF_1_NOW) != 0;
}

}  // namespace

ElfFacts elf_facts(std::string_view bytes) {
    ElfImage image{bytes};
    ElfFacts facts;
    facts.machine = machine_of(image);
    read_segments(image, facts);
    read_dynamic(image, facts);
    read_symbols(image, facts);
    read_versions(image, facts);
    return facts;
}

}  // namespace mortise::check
