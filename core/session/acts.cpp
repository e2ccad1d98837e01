#include "session/acts.h"

#include "base/check.h"

namespace br::session {

namespace {

constexpr ActLever never_say_no[] = {{Lever::bounded_line, true}, {Lever::deadline_drop, true}};
constexpr ActLever vague_words[] = {{Lever::refusal_wording, true}};
constexpr ActLever breathing_room[] = {
    {Lever::bounded_line, false}, {Lever::deadline_drop, false}, {Lever::refusal_wording, false}};

// On the launch day, nine hours long, 0.0093 is five minutes after the start, 0.35 is 10:09, when
// more begins to be asked for than can be served, and 0.32 is a few minutes before ten.
constexpr ActSetting settings[] = {
    {.start_ratio = 0.0093, .speed = 10, .story_s = 30, .has_order = true, .levers = {}},
    {.start_ratio = 0, .speed = 1'200, .story_s = 35, .levers = {}},
    {.start_ratio = 0.35, .speed = 15, .story_s = 40, .levers = never_say_no},
    {.start_ratio = 0.36, .speed = 30, .story_s = 40, .levers = vague_words},
    {.start_ratio = 0.32, .speed = 300, .story_s = 40, .levers = {}},
    {.start_ratio = 0.35,
     .speed = 15,
     .story_s = 40,
     .has_twin = true,
     .has_order = true,
     .levers = breathing_room},
    {.start_ratio = 0.35, .speed = 60, .plays = false, .story_s = 30, .levers = {}},
};
static_assert(sizeof settings / sizeof settings[0] == act_count);

}  // namespace

ActSetting setting_of(int act) {
    BR_CHECK(act >= 1);
    BR_CHECK(act <= act_count);
    return settings[act - 1];
}

}  // namespace br::session
