// The guide for Rust shows code that is built: every block stands in the template as it is.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

std::string read(const std::string& path) {
    std::ifstream file{std::string{MORTISE_SOURCE_DIR} + '/' + path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(RustGuide, ShowsCodeOfTheTemplate) {
    const auto guide = read("docs/how-to/write-a-plugin-in-rust.md");
    const auto source = read("sdk/templates/rust/src/scaffold_plugin.rs");
    const std::string begin = "```rust\n", end = "```";
    std::size_t blocks = 0;
    for (auto at = guide.find(begin); at != std::string::npos; at = guide.find(begin, at)) {
        at += begin.size();
        const auto block = guide.substr(at, guide.find(end, at) - at);
        EXPECT_NE(source.find(block), std::string::npos) << block;
        ++blocks;
    }
    EXPECT_EQ(blocks, 6u);
}

}  // namespace
