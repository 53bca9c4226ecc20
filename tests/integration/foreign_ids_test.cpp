// For each route with an id: the answer for an id of another workspace is, byte for byte, that for an id that does not exist.
#include <gtest/gtest.h>

#include <boost/json/value_to.hpp>

#include "support/openapi.hpp"
#include "support/server.hpp"

namespace {

using namespace mortise::testing;

TEST(ForeignIds, AreAnsweredAsUnknownOnes) {
    const Server server;
    auto owner = server.signed_in("olivia@acme.example");
    auto casey = server.signed_in("casey@contract.example");
    const auto globex = server.workspace("Globex");
    const auto entries = casey.get("/workspaces/" + globex + "/user/" + server.user("casey@contract.example") + "/time-entries").json();
    const auto keys = casey.get("/user/api-keys").json();
    const std::map<std::string, std::string> own{{"workspace", server.workspace("Acme")}, {"user", server.user("noah@acme.example")}};
    const std::map<std::string, std::string> foreign{{"workspace", globex},
                                                     {"user", server.user("gwen@globex.example")},
                                                     {"entry", boost::json::value_to<std::string>(entries.at(0).at("id"))},
                                                     {"id", boost::json::value_to<std::string>(keys.at(0).at("id"))}};
    std::size_t compared = 0;
    for (const auto& operation : operations(owner)) {
        for (auto open = operation.path.find('{'); open != std::string::npos; open = operation.path.find('{', open + 1)) {
            const auto parameter = operation.path.substr(open + 1, operation.path.find('}', open) - open - 1);
            auto with_foreign = own, with_unknown = own;
            const bool entry = operation.path.find("/time-entries/{") != std::string::npos;
            with_foreign[parameter] = parameter == "id" && entry ? foreign.at("entry") : foreign.at(parameter);
            with_unknown[parameter] = unknown_id;
            const auto body = plausible_body(operation);
            const auto a = owner.send(operation.method, filled(operation.path, with_foreign), body);
            const auto b = owner.send(operation.method, filled(operation.path, with_unknown), body);
            const auto where = operation.method + ' ' + operation.path + " {" + parameter + "}";
            EXPECT_EQ(a.without_date_and_id(), b.without_date_and_id()) << where;
            EXPECT_TRUE(a.status == 404 || a.status == 400) << where << ' ' << a.status << ' ' << a.body;
            ++compared;
        }
    }
    EXPECT_GE(compared, 20u);
    EXPECT_EQ(casey.get("/user/api-keys").json(), keys);   // nothing foreign was touched
}

}  // namespace
