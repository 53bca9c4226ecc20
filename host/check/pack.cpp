#include "check/pack.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "accounts/secrets.hpp"

namespace mortise::check {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t all_times = 946'684'800;  // the first second of 2000; tar warns of times before 1980

class Archive {
public:
    explicit Archive(const fs::path& file) : file_{file.string()}, archive_{archive_write_new(), archive_write_free} {
        check(archive_write_set_format_pax_restricted(archive_.get()));
        check(archive_write_add_filter_gzip(archive_.get()));
        check(archive_write_set_filter_option(archive_.get(), "gzip", "compression-level", "9"));
        check(archive_write_set_filter_option(archive_.get(), "gzip", "timestamp", nullptr));
        check(archive_write_open_filename(archive_.get(), file_.c_str()));
    }

    void add_folder(const std::string& name) { add_entry(name, AE_IFDIR, 0755, 0); }

    void add_file(const std::string& name, const std::string& bytes) {
        add_entry(name, AE_IFREG, 0644, bytes.size());
        if (archive_write_data(archive_.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size())) fail();
    }

    void close() { check(archive_write_close(archive_.get())); }

private:
    void add_entry(const std::string& name, unsigned type, unsigned mode, std::uint64_t size) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry{archive_entry_new(), archive_entry_free};
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_filetype(entry.get(), type);
        archive_entry_set_perm(entry.get(), mode);
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
        archive_entry_set_mtime(entry.get(), all_times, 0);
        archive_entry_set_uname(entry.get(), "root");
        archive_entry_set_gname(entry.get(), "root");
        check(archive_write_header(archive_.get(), entry.get()));
    }

    void check(int code) const {
        if (code != ARCHIVE_OK) fail();
    }
    [[noreturn]] void fail() const {
        const char* const cause = archive_error_string(archive_.get());
        throw std::runtime_error{file_ + " cannot be written: " + (cause ? cause : "unknown cause")};
    }

    const std::string file_;
    std::unique_ptr<archive, decltype(&archive_write_free)> archive_;
};

// Each folder before what is in it.
void add_folders_of(const std::string& name, std::string& last, Archive& archive) {
    for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
        const auto folder = name.substr(0, slash + 1);
        if (last.starts_with(folder)) continue;
        archive.add_folder(folder);
    }
    last = name;
}

void fill(Archive& archive, const Package& package) {
    std::string sums, last;
    for (const auto& name : files_of(package.folder)) {
        const auto bytes = read_bytes(package.folder / name);
        add_folders_of(package.id + "/" + name, last, archive);
        archive.add_file(package.id + "/" + name, bytes);
        sums += accounts::sha256_hex(bytes) + "  " + name + "\n";
    }
    archive.add_file(package.id + "/SHA256SUMS", sums);
    archive.close();
}

// It would be one of the files that the next archive is made of.
void refuse_inside(const fs::path& folder, const fs::path& file) {
    const auto within = fs::weakly_canonical(fs::absolute(file)).lexically_relative(fs::weakly_canonical(folder));
    if (!within.empty() && *within.begin() != "..")
        throw std::runtime_error{file.string() + " would lie in the package itself; name a file elsewhere with --output"};
}

}  // namespace

std::string archive_name(const Package& package) {
    return package.id + "-" + package.manifest->version + "-" + package.library->facts.machine + ".tar.gz";
}

void write_archive(const Package& package, const fs::path& file) {
    refuse_inside(package.folder, file);
    auto unfinished = file;
    unfinished += ".unfinished";
    try {
        Archive archive{unfinished};
        fill(archive, package);
        fs::rename(unfinished, file);
    } catch (...) {
        std::error_code gone;
        fs::remove(unfinished, gone);
        throw;
    }
}

}  // namespace mortise::check
