// mortise: see cli/program.hpp for the commands, and cli/assembly.cpp for how the rooms are joined.
#include "accounts/secrets.hpp"
#include "cli/program.hpp"

int main(int argc, char** argv) {
    mortise::accounts::init_secrets();
    return mortise::cli::run_program(argc, argv);
}
