#include "architecture/include_table.hpp"

namespace mortise::architecture {

// Order matters: a longer path stands before the one that contains it.
const std::vector<Room>& rooms() {
    static const std::vector<Room> table{
        {"sdk/include/mortise/abi/", {"mortise/abi/"}, {}},
        {"sdk/include/mortise/json.hpp", {"mortise/"}, {"Boost.JSON"}},
        {"sdk/include/mortise/testing/internal/sqlite_connection.hpp", {"mortise/"}, {"SOCI and SQLite"}},
        {"sdk/include/mortise/testing/", {"mortise/"}, {}},
        {"sdk/include/mortise/", {"mortise/"}, {}},
        {"sdk/json/", {}, {"Boost.JSON"}},
        {"sdk/templates/", {"mortise/"}, {"Boost.JSON"}},
        {"plugins/", {"mortise/"}, {"Boost.JSON"}},

        {"host/model/", {"model/"}, {}},
        {"host/observe/", {"observe/", "model/"}, {"spdlog", "prometheus-cpp", "fmt"}},
        {"host/http/", {"http/", "model/", "observe/"}, {"Asio and Beast", "Boost.URL"}},
        {"host/config/", {"config/", "model/", "observe/"}, {"yaml-cpp", "Boost.JSON"}},
        {"host/storage/", {"storage/", "model/", "observe/"}, {"SOCI and SQLite"}},
        {"host/events/", {"events/", "model/", "observe/"}, {}},
        {"host/access/", {"access/", "model/", "observe/", "config/access_rules.hpp", "config/problem.hpp"}, {}},
        {"host/accounts/", {"accounts/", "storage/", "model/", "observe/"}, {"libsodium"}},
        {"host/plugins/",
         {"plugins/", "mortise/abi/", "accounts/", "storage/", "events/", "config/", "model/", "observe/"},
         {"Boost.DLL", "valijson", "Boost.JSON"}},
        {"host/check/",
         {"check/", "plugins/", "accounts/", "storage/", "config/", "model/", "observe/", "mortise/"},
         {"Boost.JSON", "libarchive"}},
        {"host/pipeline/",
         {"pipeline/", "accounts/", "access/", "plugins/", "storage/", "events/", "config/", "model/", "observe/"},
         {"Boost.JSON"}},
        {"host/endpoints/",
         {"endpoints/", "pipeline/", "accounts/", "access/", "plugins/", "storage/", "events/", "config/", "model/", "observe/"},
         {"Boost.JSON"}},
        {"host/workshop/", {"workshop/", "plugins/", "config/", "model/", "observe/"}, {}},
        {"host/cli/",
         {"cli/", "check/", "workshop/", "endpoints/", "pipeline/", "accounts/", "access/", "plugins/", "storage/", "events/", "config/", "http/",
          "model/", "observe/"},
         {"CLI11", "Asio and Beast", "Boost.JSON"}},
        {"host/main.cpp",
         {"cli/", "endpoints/", "pipeline/", "accounts/", "access/", "plugins/", "storage/", "events/", "config/", "http/",
          "model/", "observe/"},
         {"Asio and Beast"}},
    };
    return table;
}

const std::vector<Library>& libraries() {
    static const std::vector<Library> table{
        {"Asio and Beast", {"boost/asio", "boost/beast", "boost/system"}},
        {"Boost.JSON", {"boost/json"}},
        {"Boost.URL", {"boost/url"}},
        {"Boost.DLL", {"boost/dll", "boost/filesystem"}},
        {"SOCI and SQLite", {"soci/", "sqlite3.h"}},
        {"yaml-cpp", {"yaml-cpp/"}},
        {"valijson", {"valijson/"}},
        {"libsodium", {"sodium"}},
        {"libarchive", {"archive.h", "archive_entry.h"}},
        {"spdlog", {"spdlog/"}},
        {"fmt", {"fmt/"}},
        {"prometheus-cpp", {"prometheus/"}},
        {"CLI11", {"CLI/"}},
    };
    return table;
}

}  // namespace mortise::architecture
