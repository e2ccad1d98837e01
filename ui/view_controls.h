// What can be pressed, as view models tell it.
#pragma once

#include <string>

namespace br::ui {

// Something to press. The id is the same for the panel, the mirror and perform() in actions.h.
struct ControlView {
    std::string id;
    std::string label;
    std::string hint;  // What pressing does, if the label alone does not tell.
    bool is_on = false;
    bool is_enabled = true;
};

}  // namespace br::ui
