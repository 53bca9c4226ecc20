// A database that answers what the test says. For a plugin of few statements, and to show a plugin answers that no real
// database gives twice. Everybody else is better served by SqliteDatabase, which knows whether the SQL is right.
//
//     host.storage().when("SELECT name FROM users WHERE id = :id").rows({{"Mia"}});
//     host.storage().when("DELETE FROM notes WHERE id = :id").affected(1);
//     host.storage().when("INSERT INTO notes").fails(MORTISE_E_CONFLICT);
#pragma once

#include <mortise/testing/database.hpp>
#include <mortise/testing/internal/sql_words.hpp>

#include <deque>

namespace mortise::inline v1_0::testing {

// What a statement gets, from then on.
class ScriptedAnswer {
public:
    explicit ScriptedAnswer(std::vector<std::string> words) : words_{std::move(words)} {}

    ScriptedAnswer& rows(std::vector<std::vector<Cell>> rows) { return rows_.rows = std::move(rows), *this; }
    ScriptedAnswer& affected(std::uint64_t count) { return rows_.affected = count, *this; }
    ScriptedAnswer& fails(mortise_status status) { return status_ = status, *this; }

private:
    friend class ScriptedDatabase;
    bool fits(const std::vector<std::string>& words) const {
        return words.size() >= words_.size() && std::equal(words_.begin(), words_.end(), words.begin());
    }

    std::vector<std::string> words_;
    SqlRows rows_;
    mortise_status status_ = MORTISE_OK;
};

class ScriptedDatabase final : public Database {
public:
    // A statement that begins with these words, whatever blanks stand between them. The latest that fits counts.
    ScriptedAnswer& when(std::string_view sql) { return answers_.emplace_back(internal::words_of(sql)); }

    // Statements of units that were kept.
    const std::vector<std::string>& committed() const noexcept { return committed_; }

    void begin(Access) override { pending_.clear(); }
    void commit() override { committed_.insert(committed_.end(), pending_.begin(), pending_.end()); }
    void roll_back() noexcept override { pending_.clear(); }

    SqlRows query(const SqlStatement& statement) override {
        const auto words = internal::words_of(statement.sql);
        internal::hold_to_plain_sql(words, statement.sql);
        if (statement.access == Access::read && internal::changes(words))
            throw internal::Failure{MORTISE_E_DENIED, "a request that reads cannot write"};
        internal::compare_parameters(words, statement.parameters);
        const auto answer =
            std::find_if(answers_.rbegin(), answers_.rend(), [&](const auto& known) { return known.fits(words); });
        if (answer == answers_.rend())
            throw internal::Failure{MORTISE_E_INTERNAL, "no answer was scripted for: " + std::string{statement.sql}};
        if (answer->status_ != MORTISE_OK) throw internal::Failure{answer->status_, "as the script says"};
        for (const auto& row : answer->rows_.rows)
            if (row.size() != statement.columns.size())
                throw internal::Failure{MORTISE_E_INVALID, std::to_string(row.size()) + " columns are scripted, " +
                                                               std::to_string(statement.columns.size()) + " wanted"};
        pending_.emplace_back(statement.sql);
        return answer->rows_;
    }

private:
    std::deque<ScriptedAnswer> answers_;
    std::vector<std::string> pending_, committed_;
};

}  // namespace mortise::inline v1_0::testing
