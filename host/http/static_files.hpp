// Folders of files, read into memory once at start and answered from there: nothing a request says can reach the file system. A
// path is looked up in a map as it is, so there is no path to traverse. `app.js.br` and `app.js.gz` beside `app.js` are sent to
// those who accept them. Read-only after the last mount, and then free to be asked from any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/request.hpp"
#include "model/response.hpp"

namespace mortise::http {

class StaticFiles {
public:
    // Every regular file below `folder` under `prefix` (`/assets/`); hidden files and links are passed over. A path mounted twice
    // keeps the later file. Throws std::runtime_error naming what could not be read.
    void mount(std::string_view prefix, const std::string& folder);

    // Nothing when there is no such file; 304 when the request already has it; 405 unless it is GET or HEAD. `path` need not be
    // the request's own: `/` is whatever page the caller says.
    std::optional<model::Response> find(std::string_view path, const model::Request& request) const;

    std::size_t size() const noexcept { return files_.size(); }

private:
    struct Form {
        std::shared_ptr<const std::string> bytes;
        std::string tag;  // strong, quoted
        std::string_view encoding;
    };
    struct File {
        Form plain, gzip, brotli;  // the latter two may be empty
        std::string content_type;
        std::string_view cache_control;
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    static const Form& choose(const File& file, const model::Request& request);

    std::unordered_map<std::string, File, Hash, std::equal_to<>> files_;
};

// Whether the name says what is in the file, as `app-7QX2M4KD.js` and `app.1f3a9c0b.css` do: then it never changes.
bool names_its_content(std::string_view file_name);

}  // namespace mortise::http
