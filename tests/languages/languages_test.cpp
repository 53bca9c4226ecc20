// The promise of the boundary: whatever language, compiler and standard library made them, plugins stand side by side in one
// host, behave alike, and what they throw stays within them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "languages/world.hpp"

namespace mortise::languages {
namespace {

using testing::Client;
using testing::EventStream;
using ::testing::HasSubstr;
using testing::Server;

std::string added_id(const testing::Answer& answer) { return std::string{answer.json().at("id").as_string()}; }

// Everything that a plugin does when nothing goes wrong, and every refusal of its own and of the host on its behalf.
std::string scenario(const Language& language, Client& client, const std::string& workspace) {
    const auto path = "/workspaces/" + workspace + '/' + language.id;
    std::string all;
    const auto note = [&](const testing::Answer& answer) { return all += transcript(language, answer), answer; };

    note(client.get(path));
    const auto first = added_id(note(client.post(path, R"({"text":"W\u00f6rld \"quoted\" \\ \u0007 \ud83d\ude00"})")));
    note(client.post(path, R"({"text":"all"})"));
    note(client.get(path));
    note(client.post(path, R"({"text":"all"})"));  // greeted_already
    note(client.post(path, R"({"text":"   "})"));  // the plugin's own rule
    note(client.post(path, R"({"text":""})"));     // the schema's
    note(client.post(path, R"({"text":7})"));
    note(client.post(path, "{}"));
    note(client.del(path + '/' + first));
    note(client.del(path + '/' + first));  // greeting_not_found
    note(client.get(path));
    return all;
}

std::string failures(const Language& language, Client& client, const std::string& workspace) {
    const auto path = "/workspaces/" + workspace + '/' + language.id + "/failures/";
    std::string all;
    for (const auto* how : {"standard", "deep", "other", "number", "statement"}) {
        all += transcript(language, client.get(path + how));
        all += transcript(language, client.post(path + how));  // after a statement, an event and audit notes: all undone
    }
    return all;
}

struct Languages : ::testing::Test {
    Server server{with_all_languages()};
    std::string acme = server.workspace("Acme");
    Client olivia = server.signed_in("olivia@acme.example");
};

TEST_F(Languages, BehaveAlikeSideBySide) {
    EventStream events{server.signed_in("noah@acme.example")};
    std::map<std::string, std::string> transcripts;
    for (const auto& language : all_languages()) transcripts[language.id] = scenario(language, olivia, acme);

    const auto& expected = transcripts.at("greetings-c");
    EXPECT_THAT(expected,
                HasSubstr("201 application/json {\"id\":\"ID\",\"text\":\"Good day, W\xC3\xB6rld \\\"quoted\\\" \\\\ \\u0007 "
                          "\xF0\x9F\x98\x80\",\"by\":\"ID\"}"));
    for (const auto* reason : {"greeted_already", "greeting_not_found", "A greeting needs some text."})
        EXPECT_THAT(expected, HasSubstr(reason));
    for (const auto& [id, text] : transcripts) EXPECT_EQ(text, expected) << id;

    std::map<std::string, std::string> audited;
    for (const auto& row : server.audit()) {
        const std::string action{row.at("action").as_string()};
        if (row.at("result").as_string() == "done" && action.ends_with(".add"))
            audited[action] +=
                std::string{row.at("details").as_string()} + std::to_string(row.at("target").as_string().size()) + ' ';
    }
    for (const auto& language : all_languages()) {
        EXPECT_TRUE(events.wait_for(language.id + ".added")) << language.id;
        EXPECT_EQ(audited[language.id + ".add"], R"({"greeted":true}24 {"greeted":true}24 )") << language.id;
    }
}

TEST_F(Languages, KeepWhatTheyThrowToThemselves) {
    EventStream events{server.signed_in("noah@acme.example")};
    std::map<std::string, std::string> transcripts;
    for (const auto& language : all_languages()) transcripts[language.id] = failures(language, olivia, acme);
    for (const auto& [id, text] : transcripts) EXPECT_EQ(text, transcripts.at("greetings-c")) << id;
    EXPECT_EQ(transcripts.at("greetings-c").find("purpose"), std::string::npos) << "the cause is for the log, not for the caller";

    const auto log = server.log();
    for (const auto& language : all_languages()) {
        const auto said_by = [&](const std::string& cause) {
            for (std::size_t at = 0, end; (end = log.find('\n', at)) != std::string::npos; at = end + 1) {
                const auto line = log.substr(at, end - at);
                if (line.find(language.id) != std::string::npos && line.find(cause) != std::string::npos) return true;
            }
            return false;
        };
        for (const auto& cause : {language.standard, language.deep, language.other, language.number})
            EXPECT_TRUE(said_by(cause)) << language.id << ": " << cause;
        EXPECT_EQ(olivia.get("/workspaces/" + acme + '/' + language.id).body, "[]") << "nothing of a failed call is kept";
        EXPECT_THAT(scenario(language, olivia, acme), HasSubstr("greeting_not_found")) << "and the plugin goes on";
    }
    for (const auto& event : events.seen()) EXPECT_EQ(event.data.find("standard"), std::string::npos) << event.data;
}

TEST_F(Languages, AnswerSixtyFourRequestsAtOnce) {
    std::atomic<int> added = 0, failed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 64; ++i)
        threads.emplace_back([&, i] {
            const auto path = "/workspaces/" + acme + '/' + all_languages()[i % all_languages().size()].id;
            Client client{olivia.port()};  // of the same browser
            client.set_cookie(olivia.cookie());
            client.refresh_session();
            const auto how = std::to_string(i) + (i % 2 == 0 ? "/standard" : "/deep");
            added += client.post(path, "{\"text\":\"" + std::to_string(i) + "\"}").status == 201;
            failed += client.get(path + "/failures" + how.substr(how.find('/'))).status == 500;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(added, 64);
    EXPECT_EQ(failed, 64);
    std::size_t kept = 0;
    for (const auto& language : all_languages())
        kept += olivia.get("/workspaces/" + acme + '/' + language.id).json().as_array().size();
    EXPECT_EQ(kept, 64u);
}

TEST_F(Languages, FailToStartByNameAndCause) {
    for (const auto& language : all_languages())
        for (const auto& [how, cause] : {std::pair{"standard", language.standard}, std::pair{"other", language.other}}) {
            const auto checked = testing::run_mortise({"check-config", "--config", server.config_file().string(), "--set",
                                                       "plugins.directory=" + (server.folder() / "plugins").string(), "--set",
                                                       "plugins.enabled." + language.id + ".settings.create=" + how});
            const auto output = checked.out + checked.err;
            EXPECT_EQ(checked.code, 78) << output;
            EXPECT_THAT(output, HasSubstr(language.id + "/plugin.yaml: the plugin does not start")) << how;
            EXPECT_THAT(output, HasSubstr(cause)) << how;
        }
}

}  // namespace
}  // namespace mortise::languages
