// What happens when a control is used, be it by a click on the canvas or through the mirror. The
// one place where ids of controls turn into commands or into changes of the interface's own state.
#pragma once

#include <string>

#include "session/command.h"
#include "ui/mirror/mirror_tree.h"
#include "ui/ui_state.h"
#include "ui/view_model.h"

namespace br::ui {

struct Request {
    std::string id;  // Its own: controls that are made for one frame go before it is performed.
    NodeAction action = NodeAction::press;
    double value = 0;  // Only with set.
};

// False if there is no such control, it is disabled, or it does not know the action; then nothing
// changes. Any id and any value may come in.
bool perform(const ViewModel& view, UiState& state, session::Commands& commands,
             const Request& request);

}  // namespace br::ui
