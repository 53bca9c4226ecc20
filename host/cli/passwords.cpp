#include "cli/passwords.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "accounts/secrets.hpp"
#include "cli/commands.hpp"

namespace mortise::cli {
namespace {

// Switches the terminal's echo off for as long as it lives.
class Silence {
public:
    Silence() {
        ::tcgetattr(STDIN_FILENO, &before_);
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Silence() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

private:
    termios before_{};
};

std::string read_password() {
    std::string password;
    if (::isatty(STDIN_FILENO)) {
        std::cerr << "Password: " << std::flush;
        const Silence silence;
        std::getline(std::cin, password);
        std::cerr << '\n';
    } else {
        std::getline(std::cin, password);
    }
    return password;
}

}  // namespace

std::string hash_from_input(const config::PasswordSettings& cost) {
    const auto password = read_password();
    if (const auto problem = accounts::password_problem(password); !problem.empty())
        throw CommandRefused{std::string{problem}};
    return accounts::hash_password(password, {cost.memory_kib, cost.passes});
}

}  // namespace mortise::cli
