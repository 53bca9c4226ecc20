// The code in docs/how-to/test-a-plugin.md is that of timer_control_test.cpp, which is built and run.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::string read(const std::string& file) {
    std::ifstream input{MORTISE_SOURCE_DIR "/" + file};
    return {std::istreambuf_iterator<char>{input}, {}};
}

std::vector<std::string> code_blocks(const std::string& page) {
    constexpr std::string_view begin = "```cpp\n", end = "```";
    std::vector<std::string> blocks;
    for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
        at += begin.size();
        blocks.push_back(page.substr(at, page.find(end, at) - at));
    }
    return blocks;
}

TEST(Documentation, ShowsCodeThatIsTested) {
    const auto source = read("tests/fake_host/timer_control_test.cpp");
    const auto blocks = code_blocks(read("docs/how-to/test-a-plugin.md"));
    EXPECT_GE(blocks.size(), 3u);
    for (const auto& block : blocks) EXPECT_NE(source.find(block), std::string::npos) << block;
}

}  // namespace
