// The folder .mortise beside a plugin's sources: all that is needed to try the plugin out with the demo data. The plugins that
// came with the program, the plugin's own package as it was built last, a configuration that enables them all, and a database.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mortise::workshop {

class Trial {
public:
    enum class Data { kept, fresh };

    // `source` has the plugin.yaml; `shipped`: the folder of the packages that came with the program. Throws Refused.
    Trial(const std::filesystem::path& source, const std::filesystem::path& shipped, Data data);

    const std::string& id() const noexcept { return id_; }
    const std::filesystem::path& source() const noexcept { return source_; }
    const std::filesystem::path& folder() const noexcept { return folder_; }
    std::filesystem::path build_folder() const { return folder_ / "build"; }

    // Puts a package in the place of the one before, and writes the configuration that fits it. False when it is the same again.
    bool take(const std::filesystem::path& package);

    // What `mortise serve` is to be given.
    std::string configuration_file() const { return (folder_ / "mortise.yaml").string(); }
    std::vector<std::string> sets() const;

    // `text` with the package's files named as those in `source`, which are what an author edits.
    std::string in_terms_of_sources(std::string text) const;

private:
    std::filesystem::path package() const { return folder_ / "plugins" / id_; }
    void write_configuration() const;

    std::filesystem::path source_, folder_;
    std::string id_;
};

}  // namespace mortise::workshop
