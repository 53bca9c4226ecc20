#include "storage/database.hpp"

#include <future>
#include <string_view>

#include "storage/sqlite_database.hpp"

namespace mortise::storage {

std::unique_ptr<Database> Database::open(const DatabaseOptions& options) {
    constexpr std::string_view sqlite = "sqlite:";
    if (options.url.starts_with(sqlite)) return std::make_unique<SqliteDatabase>(options.url.substr(sqlite.size()), options);
    throw Error{ErrorKind::unavailable, "the database's URL must be sqlite:PATH"};
}

void Database::write_and_wait(const std::function<bool(Connection&)>& run) {
    const auto committed = std::make_shared<std::promise<void>>();  // shared: the writer may still be inside it when we return
    const bool taken = write({run, [committed](std::exception_ptr error) {
                                  if (error) committed->set_exception(error);
                                  else committed->set_value();
                              }});
    if (!taken) throw Error{ErrorKind::unavailable, "the queue of writing units is full"};
    committed->get_future().get();
}

}  // namespace mortise::storage
