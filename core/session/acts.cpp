#include "session/acts.h"

#include "base/check.h"

namespace br::session {

namespace {

constexpr ActLever never_say_no[] = {{Lever::bounded_line, true}, {Lever::deadline_drop, true}};
constexpr ActLever breathing_room[] = {
    {Lever::bounded_line, false}, {Lever::deadline_drop, false}, {Lever::refusal_wording, false}};

// On the launch day, nine hours long, 0.0093 is five minutes after the start and 4 / 9 the start of
// the busiest hour.
constexpr ActSetting settings[] = {
    {.start_ratio = 0.0093, .speed = 10, .plays = true, .levers = {}},
    {.start_ratio = 0, .speed = 1'200, .plays = true, .levers = {}},
    {.start_ratio = 4.0 / 9, .speed = 60, .plays = true, .levers = never_say_no},
    {.start_ratio = 5.0 / 9, .speed = 60, .plays = true, .levers = never_say_no},
    {.start_ratio = 3.0 / 9, .speed = 600, .plays = true, .levers = {}},
    {.start_ratio = 4.0 / 9, .speed = 60, .plays = true, .levers = breathing_room},
    {.start_ratio = 4.0 / 9, .speed = 60, .plays = false, .levers = {}},
};
static_assert(sizeof settings / sizeof settings[0] == act_count);

}  // namespace

ActSetting setting_of(int act) {
    BR_CHECK(act >= 1);
    BR_CHECK(act <= act_count);
    return settings[act - 1];
}

}  // namespace br::session
