// Who is in the demo data set, as tables. For seeding and reading it use demo.hpp.
#pragma once

#include <array>
#include <string_view>

#include "model/principal.hpp"

namespace mortise::accounts::demo {

struct Person {
    std::string_view email, name;
};

struct Workspace {
    std::string_view name, plan, subdomain;
};

struct Membership {
    std::string_view workspace, email, role;
    model::MemberStatus status = model::MemberStatus::active;
};

struct Key {
    std::string_view email, name, workspace;
};

inline constexpr std::array<Person, 10> people{{{"olivia@acme.example", "Olivia Berg"},
                                                {"adam@acme.example", "Adam Falk"},
                                                {"petra@acme.example", "Petra Lindqvist"},
                                                {"tom@acme.example", "Tom Okafor"},
                                                {"mia@acme.example", "Mia Schröder"},
                                                {"noah@acme.example", "Noah Winter"},
                                                {"ines@acme.example", "Ines Carvalho"},
                                                {"casey@contract.example", "Casey Rowe"},
                                                {"gwen@globex.example", "Gwen Harlow"},
                                                {"hugo@hooli.example", "Hugo Marchetti"}}};

inline constexpr std::array<Workspace, 4> workspaces{
    {{"Acme", "enterprise", "acme"}, {"Globex", "pro", ""}, {"Hooli", "enterprise", ""}, {"Casey's own", "free", ""}}};

inline constexpr std::array<Membership, 13> memberships{{{"Acme", "olivia@acme.example", "owner"},
                                                         {"Acme", "adam@acme.example", "admin"},
                                                         {"Acme", "petra@acme.example", "project_manager"},
                                                         {"Acme", "tom@acme.example", "team_manager"},
                                                         {"Acme", "mia@acme.example", "member"},
                                                         {"Acme", "noah@acme.example", "member"},
                                                         {"Acme", "ines@acme.example", "member", model::MemberStatus::inactive},
                                                         {"Acme", "casey@contract.example", "member"},
                                                         {"Globex", "gwen@globex.example", "owner"},
                                                         {"Globex", "casey@contract.example", "member"},
                                                         {"Hooli", "hugo@hooli.example", "owner"},
                                                         {"Hooli", "casey@contract.example", "member"},
                                                         {"Casey's own", "casey@contract.example", "owner"}}};

inline constexpr std::size_t generated_members = 40;  // of Acme

inline constexpr std::array<Key, 5> keys{{{"mia@acme.example", "Laptop", ""},
                                          {"mia@acme.example", "Calendar", ""},
                                          {"ines@acme.example", "Old export", ""},
                                          {"casey@contract.example", "All clients", ""},
                                          {"casey@contract.example", "Acme invoices", "Acme"}}};

}  // namespace mortise::accounts::demo
