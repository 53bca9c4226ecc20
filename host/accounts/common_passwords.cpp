#include "accounts/common_passwords.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "accounts/secrets.hpp"
#include "accounts/users.hpp"

namespace mortise::accounts {
namespace {

// Refused as they are, and with digits and signs before or after.
constexpr std::array<std::string_view, 64> words{
    "abcdefg",    "abcdefgh",     "access",     "admin",        "administrator",   "arbeit",
    "baseball",   "batman",       "changeme",   "charlie",      "computer",        "correcthorsebatterystaple",
    "default",    "deutschland",  "donaldduck", "dragon",       "einkaufen",       "football",
    "fussball",   "geheim",       "geheimnis",  "hallo",        "hallowelt",       "hello",
    "helloworld", "ichliebedich", "iloveyou",   "keinpasswort", "letmein",         "login",
    "london",     "lovely",       "master",     "meinpasswort", "michael",         "monkey",
    "mypassword", "nopassword",   "passphrase", "password",     "passwort",        "princess",
    "qwerty",     "qwertyuiop",   "qwertz",     "qwertzuiop",   "schalke",         "schatz",
    "secret",     "shadow",       "sommer",     "starwars",     "summer",          "sunshine",
    "superman",   "supersecret",  "test",       "testtest",     "thisisapassword", "trustno",
    "welcome",    "willkommen",   "winter",     "yourpassword"};
static_assert(std::is_sorted(words.begin(), words.end()));

// Neighbours on a keyboard or in counting; read both ways.
constexpr std::array<std::string_view, 6> runs{
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiopü", "asdfghjklöä", "zxcvbnm,./-yxcvbnm"};

bool neighbours(char a, char b) {
    const std::array<char, 2> forward{a, b}, backward{b, a};
    return a == b || std::any_of(runs.begin(), runs.end(), [&](std::string_view run) {
               return run.find(std::string_view{forward.data(), 2}) != std::string_view::npos ||
                      run.find(std::string_view{backward.data(), 2}) != std::string_view::npos;
           });
}

// At most two breaks: `qwertzuiop12`, `1234567890987`, `aaaaaabbbbbb`.
bool runs_along(std::string_view text) {
    int breaks = 0;
    for (std::size_t i = 1; i < text.size(); ++i) breaks += !neighbours(text[i - 1], text[i]);
    return breaks <= 2;
}

bool repeats(std::string_view text) {
    for (std::size_t unit = 1; unit <= text.size() / 2; ++unit)
        if (text.substr(unit) == text.substr(0, text.size() - unit)) return true;
    return false;
}

bool few_letters(std::string_view text) {
    std::string letters{text};
    std::sort(letters.begin(), letters.end());
    return std::unique(letters.begin(), letters.end()) - letters.begin() < 4;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// `P@ssw0rd` is `password`.
std::string plain_letters(std::string_view text) {
    constexpr std::string_view disguised = "@4031!$57", meant = "aaoeiisst";
    std::string plain{text};
    for (char& c : plain)
        if (const auto at = disguised.find(c); at != std::string_view::npos) c = meant[at];
    return plain;
}

// A common word, once the decoration at both ends and the spaces between are gone.
bool decorated_word(std::string_view text) {
    const auto first = std::find_if(text.begin(), text.end(), is_letter);
    const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
    if (first >= last) return true;  // digits and signs alone
    auto core = plain_letters({first, last});
    std::erase_if(core, [](char c) { return !is_letter(c); });
    return std::binary_search(words.begin(), words.end(), std::string_view{core});
}

std::size_t count_characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

bool is_common_password(std::string_view password) {
    const auto text = fold(password);
    return few_letters(text) || runs_along(text) || repeats(text) || decorated_word(text);
}

std::string_view password_problem(std::string_view password) {
    const auto characters = count_characters(password);
    if (characters < 12) return "A password needs at least 12 characters.";
    if (characters > 128 || password.size() > 512) return "A password has at most 128 characters.";
    if (is_common_password(password)) return "This password is among the first that an attacker tries.";
    return {};
}

}  // namespace mortise::accounts
