#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "pipeline/environment.hpp"
#include "pipeline/record.hpp"
#include "pipeline/stages.hpp"

namespace {

using namespace mortise;
namespace problems = model::problems;

TEST(Answers, SayMessageCodeReasonAndField) {
    const auto response = pipeline::answer(problems::invalid("end", "The end lies before the start."));
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(boost::json::parse(response.body),
              boost::json::parse(R"({"message":"The end lies before the start.","code":501,"reason":"invalid","field":"end"})"));
}

TEST(Answers, KeepTheCauseToTheLog) {
    const auto response = pipeline::answer(problems::internal("SELECT secret_hash FROM api_keys: /var/lib/mortise.db"));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.body.find("api_keys"), std::string::npos);
    EXPECT_EQ(response.body.find("/var"), std::string::npos);
}

TEST(Answers, CarryRetryAfterAndAllow) {
    const auto busy = pipeline::answer(problems::too_many_requests(std::chrono::seconds{7}));
    ASSERT_EQ(busy.headers.size(), 1u);
    EXPECT_EQ(busy.headers[0].name, "Retry-After");
    EXPECT_EQ(busy.headers[0].value, "7");
    EXPECT_EQ(pipeline::answer(problems::method_not_allowed("GET, HEAD")).headers[0].value, "GET, HEAD");
}

template <class Error>
model::Problem problem_of(const Error& error) {
    return pipeline::problem_of(std::make_exception_ptr(error));
}

TEST(Problems, OfWhateverWasThrown) {
    EXPECT_EQ(problem_of(model::Refusal{problems::unknown_user()}).reason, "user_not_found");
    EXPECT_EQ(problem_of(storage::Error{storage::ErrorKind::unavailable, "gone"}).status, 503);
    EXPECT_EQ(problem_of(storage::Error{storage::ErrorKind::full, "full"}).status, 507);
    EXPECT_EQ(problem_of(storage::Error{storage::ErrorKind::deadline, "late"}).status, 504);
    EXPECT_EQ(problem_of(storage::Error{storage::ErrorKind::denied, "no"}).status, 500);
    EXPECT_EQ(problem_of(std::runtime_error{"x"}).status, 500);
    EXPECT_EQ(problem_of(42).status, 500);
}

TEST(RefusalThrottle, GivesAFewRowsAndThenCountsTheRest) {
    observe::Metrics metrics;
    accounts::Bookkeeping bookkeeping;
    pipeline::RefusalThrottle throttle;
    const auto bus = events::Bus::make({});
    const accounts::Pepper pepper{"a pepper for tests, long enough to be one"};
    struct NoDatabase : storage::Database {
        void migrate(const std::vector<storage::MigrationSet>&) override {}
        void read(const std::function<void(storage::Connection&)>&) override {}
        bool write(storage::WriteUnit) override { return false; }
        storage::DatabaseState state() const override { return {}; }
        void drain() override {}
    } database;
    const pipeline::Environment environment{database, *bus, pepper, bookkeeping, throttle, metrics, "node"};
    pipeline::Route route;
    route.action = "timer.stop";
    pipeline::Context context;
    context.environment = &environment;
    context.route = &route;
    context.principal.kind = model::PrincipalKind::session;
    context.principal.session = *model::SessionId::parse("0123456789abcdef01234567");

    const auto start = std::chrono::steady_clock::now();
    unsigned rows = 0;
    for (int i = 0; i < 100; ++i) rows += throttle.admit(context, start);
    EXPECT_EQ(rows, pipeline::RefusalThrottle::per_window);
    EXPECT_TRUE(throttle.take_counts(start).empty());

    const auto counts = throttle.take_counts(start + pipeline::RefusalThrottle::window);
    ASSERT_EQ(counts.size(), 1u);
    EXPECT_EQ(counts[0].action, "refusals.more");
    EXPECT_EQ(counts[0].details, "{\"count\":70}");
    EXPECT_EQ(counts[0].session, context.principal.session);
    EXPECT_TRUE(throttle.admit(context, start + pipeline::RefusalThrottle::window));
}

}  // namespace
