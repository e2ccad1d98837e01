// The words for an order that was not served: which family says what happened, what stays safe and
// what to do next, and the plain answer to "why?".
#pragma once

#include <string>
#include <vector>

#include "session/snapshot.h"
#include "session/visitor_order.h"

namespace br::session {

// Requires an outcome that is neither none, served, cancelled nor refunded.
[[nodiscard]] std::string refusal_key(Outcome outcome);
[[nodiscard]] std::vector<MessageArgument> refusal_arguments(const VisitorOrder& order);

// From the state at the moment of the refusal, a sentence or two each.
[[nodiscard]] std::vector<Message> why_messages(const VisitorOrder& order,
                                                const sim::Scenario& scenario);

}  // namespace br::session
