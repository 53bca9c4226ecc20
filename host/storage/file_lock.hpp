// One process per database file. The lock belongs to an open file description on PATH.lock: it ends with the process, however
// that ends, and is not lost when the process opens and closes the database file itself.
#pragma once

#include <string>

namespace mortise::storage {

class FileLock {
public:
    // Throws Error{unavailable} naming the file, who may hold it, and the remedy.
    explicit FileLock(const std::string& database_file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

}  // namespace mortise::storage
