// Fills a Rows, value by value, and copies texts into blocks that the Rows owns. For the statements of one kind of database;
// everybody else reads Rows.
#pragma once

#include <algorithm>
#include <cstring>

#include "storage/connection.hpp"

namespace mortise::storage {

class RowsBuilder {
public:
    static constexpr std::size_t most_rows = 10'000;
    static constexpr std::size_t most_text = 64 * 1024 * 1024;

    explicit RowsBuilder(std::size_t columns) : rows_{columns} {}

    // Throws Error{too_many_rows} when the row about to begin would be one too many.
    void begin_row() {
        if (rows_.size() == most_rows) throw Error{ErrorKind::too_many_rows, "more than 10,000 rows; ask for fewer at a time"};
        auto& values = rows_.values_;
        if (const auto needed = values.size() + rows_.columns_; needed > values.capacity())
            values.reserve(std::max(needed, 2 * values.capacity()));
    }
    void add_null() { rows_.values_.emplace_back(); }
    void add(std::int64_t number) { rows_.values_.emplace_back(number); }
    void add(double number) { rows_.values_.emplace_back(number); }
    void add(std::string_view text) { rows_.values_.emplace_back(keep(text)); }

    Rows finish(std::int64_t affected) {
        rows_.affected_ = affected;
        return std::move(rows_);
    }

private:
    // Blocks grow, so that one short row costs one small allocation and ten thousand cost few.
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {"", 0};
        text_ += text.size();
        if (text_ > most_text) throw Error{ErrorKind::too_many_rows, "more than 64 MiB of text; ask for less at a time"};
        if (text.size() > left_) {
            left_ = std::max(text.size(), block_size_);
            block_size_ = std::min<std::size_t>(block_size_ * 4, 64 * 1024);
            rows_.blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
            next_ = rows_.blocks_.back().get();
        }
        std::memcpy(next_, text.data(), text.size());
        const std::string_view kept{next_, text.size()};
        next_ += text.size();
        left_ -= text.size();
        return kept;
    }

    Rows rows_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t text_ = 0;
    std::size_t block_size_ = 256;
};

}  // namespace mortise::storage
