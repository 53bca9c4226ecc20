// What the disk allows when commits do not share one: a row at a time through plain SQLite, write-ahead log, synchronous FULL.

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace {

void run(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database)};
}

void commit(benchmark::State& state) {
    const auto file = std::filesystem::path{MORTISE_BUILD_DIR} / "scratch" / "commit.db";
    std::filesystem::create_directories(file.parent_path());
    for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
    sqlite3* database = nullptr;
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) throw std::runtime_error{"cannot open " + file.string()};
    run(database,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, at BIGINT, text TEXT)");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(database, "INSERT INTO row (at, text) VALUES (1, 'a row of the audit log, more or less')", -1, &insert,
                       nullptr);
    for (auto _ : state) {
        if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error{sqlite3_errmsg(database)};
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_close(database);
}
BENCHMARK(commit)->Iterations(2000);

}  // namespace
