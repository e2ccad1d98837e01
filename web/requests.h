// What the page asks of the program, as JSON: a control of the mirror that was used, or a command
// from the address or from the host page. Bad input is a list of faults, never half a request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "session/command.h"
#include "ui/mirror/mirror_tree.h"

namespace br::web {

// { "id": "lever.bounded_line", "action": "set", "value": 2 }
struct ControlRequest {
    std::string id;
    ui::NodeAction action = ui::NodeAction::press;
    double value = 0;  // Only with set.
};

[[nodiscard]] Result<ControlRequest, std::vector<Fault>> read_control_request(
    std::string_view json);

// { "command": "go_to_act", "act": 3 }; also "play", "pause", "restart", "skip", and with a member
// of their own "set_language" ("language"), "set_speed" ("factor"), "seek" ("at_s") and "set_lever"
// ("lever", "value").
[[nodiscard]] Result<session::Command, std::vector<Fault>> read_command(std::string_view json);

}  // namespace br::web
