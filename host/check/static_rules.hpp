// Rules of `mortise plugin check` that read the package and run nothing of it. rules.cpp lists them.
#pragma once

#include "check/rule.hpp"

namespace mortise::check {

// static_library.cpp: how <id>.so was linked
std::vector<Finding> library_is_readable(const Question& question);
std::vector<Finding> exports_one_name(const Question& question);
std::vector<Finding> has_no_unique_symbols(const Question& question);
std::vector<Finding> has_no_run_path(const Question& question);
std::vector<Finding> has_no_executable_stack(const Question& question);
std::vector<Finding> has_no_text_relocations(const Question& question);
std::vector<Finding> is_bound_at_load(const Question& question);
std::vector<Finding> has_read_only_relocations(const Question& question);
std::vector<Finding> has_build_id(const Question& question);
std::vector<Finding> needs_plain_libraries(const Question& question);
std::vector<Finding> fits_the_target(const Question& question);

// static_manifest.cpp: plugin.yaml, by itself and beside others
std::vector<Finding> manifest_reads(const Question& question);
std::vector<Finding> clashes_with_nothing(const Question& question);

// static_sql.cpp
std::vector<Finding> migrations_run(const Question& question);
std::vector<Finding> statements_prepare(const Question& question);

// static_files.cpp
std::vector<Finding> is_of_the_sources(const Question& question);
std::vector<Finding> sums_are_right(const Question& question);
std::vector<Finding> locales_agree(const Question& question);
std::vector<Finding> modules_are_there(const Question& question);
std::vector<Finding> has_readme(const Question& question);

}  // namespace mortise::check
