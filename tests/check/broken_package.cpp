#include "broken_package.hpp"

#include <cstring>
#include <fstream>

#include "accounts/secrets.hpp"
#include "check/package.hpp"

namespace mortise::check {
namespace {

namespace fs = std::filesystem;

constexpr const char* sources = MORTISE_SOURCE_DIR "/tests/check/broken/nothing/plugin.c";
constexpr const char* usual_options = " -std=gnu11 -fPIC -fvisibility=hidden -shared -I" MORTISE_SOURCE_DIR
                                      "/sdk/include -Wl,--build-id -Wl,-z,now -Wl,-z,relro -Wl,-z,noexecstack ";
constexpr const char* one_name = "-Wl,--version-script=" MORTISE_SOURCE_DIR "/sdk/cmake/mortise_module.map ";

void run(const std::string& command) {
    if (std::system(command.c_str()) != 0) throw std::runtime_error{"failed: " + command};
}

}  // namespace

BrokenPackage::BrokenPackage(const std::string& like) {
    fs::copy(MORTISE_BUILD_DIR "/broken/" + like + "/broken", path(), fs::copy_options::recursive);
    if (sanitized && like == "nothing") link("");
    write("README.md", "# Broken\n");
    write("locales/en.json", R"({"heading": "Broken", "add": "Add"})");
    write("locales/de.json", R"({"heading": "Kaputt", "add": "Neu"})");
    write("web/broken.js", "import { html } from 'lit';\nimport './parts/part.js';\n");
    write("web/parts/part.js", "export const part = () => import('../broken.js');\n");
    seal();
}

void BrokenPackage::write(const std::string& name, std::string_view text) const {
    fs::create_directories(fs::path{path(name)}.parent_path());
    std::ofstream{path(name), std::ios::binary} << text;
}

void BrokenPackage::replace(const std::string& name, std::string_view old_text, std::string_view new_text) const {
    auto text = read_bytes(path(name));
    const auto at = text.find(old_text);
    if (at == std::string::npos) throw std::runtime_error{name + " does not hold " + std::string{old_text}};
    write(name, text.replace(at, old_text.size(), new_text));
}

void BrokenPackage::link(const std::string& options, std::string_view source, Exports exports) const {
    std::ofstream{folder_ / "more.c"} << source;
    run(MORTISE_C_COMPILER + std::string{usual_options} + (exports == Exports::entry ? one_name : "") + "-o " +
        path("broken.so") + " " + sources + " " + (folder_ / "more.c").string() + " " + options);
}

void BrokenPackage::seal() const {
    std::string sums;
    for (const auto& name : files_of(path())) sums += accounts::sha256_hex(read_bytes(path(name))) + "  " + name + "\n";
    write("SHA256SUMS", sums);
}

void BrokenPackage::add_twin() const {
    fs::create_directories(folder_ / "twin/web");
    auto manifest = read_bytes(path("plugin.yaml"));
    manifest.replace(manifest.find("id: broken"), std::strlen("id: broken"), "id: twin");
    std::ofstream{folder_ / "twin/plugin.yaml"} << manifest;
    fs::copy_file(path("broken.so"), folder_ / "twin/twin.so");
}

}  // namespace mortise::check
