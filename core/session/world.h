// What the bot may know when it answers: how things stand at this moment. Made anew for every
// answer; the pointers live as long as the call.
#pragma once

#include "base/calendar.h"
#include "session/facts.h"
#include "session/visitor_order.h"
#include "session/wallet.h"
#include "sim/scenario.h"
#include "sim/snapshot.h"

namespace br::session {

// What the words of a refusal tell people; a lever of the model.
enum class RefusalStyle : std::uint8_t {
    vague,   // "Too many people, try again later."
    varied,  // The reason, in ever new words, but no time.
    honest,  // The reason and a time to come back.
};

struct World {
    std::uint64_t seed = 0;
    UnixSeconds clock = 0;
    const sim::Scenario* scenario = nullptr;
    const sim::Snapshot* backend = nullptr;
    const Wallet* wallet = nullptr;
    const Facts* facts = nullptr;
    const VisitorOrder* order = nullptr;  // The last one; number 0 if there was none.
    sim::VisitorState visitor;            // Of that order.
    StationRoles roles;
    RefusalStyle style = RefusalStyle::varied;
    double retry_after_s = 0;  // What an honest refusal asks people to wait, spread for each.
};

[[nodiscard]] inline const sim::StationSnapshot& model_of(const World& world) {
    return world.backend->stations[static_cast<std::size_t>(world.roles.model)];
}

}  // namespace br::session
