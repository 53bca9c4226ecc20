// The command line: `mortise serve | check-config | demo | user | workspace | key | plugin | audit`, each with --help.
#pragma once

namespace mortise::cli {

// Exit codes: 0 done; 1 refused or failed, with one line on standard error; 2 the command line is wrong;
// 78 the configuration is.
int run_program(int argc, char** argv);

constexpr int exit_configuration = 78;   // EX_CONFIG of sysexits.h
constexpr int exit_usage = 2;            // the command line itself is wrong

int serve(const struct Source& source);

}  // namespace mortise::cli
