// Something that happened, for people who are looking at a page. Past tense: timer.stopped.
#pragma once

#include <string>

#include "model/id.hpp"

namespace mortise::model {

enum class Audience : std::uint8_t { user, workspace_owners, workspace };

struct Event {
    std::string name;
    Audience audience = Audience::user;
    WorkspaceId workspace;
    UserId user;
    std::string payload;   // JSON object
};

}  // namespace mortise::model
