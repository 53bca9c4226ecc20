// The command line: `mortise serve | check-config | demo | user | workspace | key | plugin | audit`, each with --help.
#pragma once

namespace mortise::cli {

// Exit codes: 0 done; 1 refused or failed, with one line on standard error; 78 the configuration is wrong; others are CLI11's for usage.
int run_program(int argc, char** argv);

constexpr int exit_configuration = 78;   // EX_CONFIG of sysexits.h

int serve(const struct Source& source);

}  // namespace mortise::cli
