#include <algorithm>

#include "check/elf_facts.hpp"
#include "check/elf_image.hpp"

namespace mortise::check {
namespace {

constexpr std::size_t shortest_text = 8;

bool is_text(unsigned char c) { return c >= ' ' || c == '\n' || c == '\t' || c == '\r'; }

void add_texts(std::string_view bytes, std::vector<std::string_view>& texts) {
    while (!bytes.empty()) {
        const auto end = std::ranges::find_if_not(bytes, is_text);
        const auto size = static_cast<std::size_t>(end - bytes.begin());
        if (size >= shortest_text && end != bytes.end() && *end == '\0') texts.push_back(bytes.substr(0, size));
        bytes.remove_prefix(std::min(size + 1, bytes.size()));
    }
}

}  // namespace

std::vector<std::string_view> constant_texts(std::string_view bytes) {
    const ElfImage image{bytes};
    std::vector<std::string_view> texts;
    for (const auto& segment : image.segments())
        if (segment.p_type == PT_LOAD && (segment.p_flags & PF_W) == 0) add_texts(image.bytes_of(segment), texts);
    return texts;
}

}  // namespace mortise::check
