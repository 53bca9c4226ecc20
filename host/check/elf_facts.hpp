// What a shared library says of itself in its headers: what it exports and needs, and how it was linked. Read from the file
// alone; nothing of it runs, and no tool is asked.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::check {

struct ElfFacts {
    std::string machine;                                       // x86_64, aarch64, riscv64
    std::vector<std::string> exports;                          // what other libraries can see, sorted
    std::vector<std::string> unique;                           // of those, the ones that exist once in a process (STB_GNU_UNIQUE)
    std::string run_path;                                      // RPATH or RUNPATH
    std::vector<std::string> needed;                           // libc.so.6
    std::map<std::string, std::vector<std::string>> versions;  // by needed library: GLIBC_2.34, ...
    std::string build_id;                                      // hex
    bool executable_stack = false;
    bool text_relocations = false;
    bool bound_at_load = false;
    bool read_only_relocations = false;
};

// Throws std::runtime_error when a part lies beyond the file. REQUIRES: plugins::elf_problem(bytes) is empty.
ElfFacts elf_facts(std::string_view bytes);

// Runs of text that end in a NUL, in what is mapped for reading alone: the string constants of C and C++, among others. They
// look into `bytes`. REQUIRES: as elf_facts.
std::vector<std::string_view> constant_texts(std::string_view bytes);
std::vector<std::string_view> text_runs(std::string_view bytes);  // whatever they end in

}  // namespace mortise::check
