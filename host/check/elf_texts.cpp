#include <algorithm>

#include "check/elf_facts.hpp"
#include "check/elf_image.hpp"

namespace mortise::check {
namespace {

constexpr std::size_t shortest_text = 8;

bool is_text(unsigned char c) { return c >= ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Calls `visit(text, end)` for each run of text in what is mapped for reading alone; `end` is the byte behind it.
void for_each_run(std::string_view library, const auto& visit) {
    const ElfImage image{library};
    for (const auto& segment : image.segments()) {
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
        for (auto bytes = image.bytes_of(segment); !bytes.empty();) {
            const auto size = static_cast<std::size_t>(std::ranges::find_if_not(bytes, is_text) - bytes.begin());
            if (size >= shortest_text && size < bytes.size()) visit(bytes.substr(0, size), bytes[size]);
            bytes.remove_prefix(std::min(size + 1, bytes.size()));
        }
    }
}

}  // namespace

std::vector<std::string_view> constant_texts(std::string_view bytes) {
    std::vector<std::string_view> texts;
    for_each_run(bytes, [&](std::string_view text, char end) {
        if (end == '\0') texts.push_back(text);
    });
    return texts;
}

std::vector<std::string_view> text_runs(std::string_view bytes) {
    std::vector<std::string_view> texts;
    for_each_run(bytes, [&](std::string_view text, char) { texts.push_back(text); });
    return texts;
}

}  // namespace mortise::check
