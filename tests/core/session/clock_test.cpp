#include "session/clock.h"

#include <doctest/doctest.h>

#include <limits>

using namespace br;
using namespace br::session;

TEST_CASE("a frame asks for real time times speed, and a gap counts for little") {
    Clock clock;
    clock.set_speed(600);
    CHECK(clock.ask(0.016) == from_seconds(9.6));
    CHECK(clock.ask(3'600) == from_seconds(frame_s_max * 600));
    CHECK(clock.ask(-1) == 0);
    CHECK(clock.ask(std::numeric_limits<double>::quiet_NaN()) == 0);
    CHECK(clock.ask(std::numeric_limits<double>::infinity()) == from_seconds(frame_s_max * 600));
}

TEST_CASE("speed stays in its range") {
    Clock clock;
    clock.set_speed(0);
    CHECK(clock.speed() == speed_min);
    clock.set_speed(1e9);
    CHECK(clock.speed() == speed_max);
    clock.set_speed(std::numeric_limits<double>::quiet_NaN());
    CHECK(clock.speed() == speed_max);
}

TEST_CASE("the visitor's order slows the clock so that its rest can be watched") {
    Clock clock;
    clock.set_speed(600);
    clock.slow_for(-1);
    CHECK_FALSE(clock.is_slowed());
    clock.slow_for(3);
    CHECK(clock.speed_now() == 1);
    clock.slow_for(60);
    CHECK(clock.speed_now() == doctest::Approx(60 / wait_shown_s));
    clock.slow_for(1e6);
    CHECK(clock.speed_now() == 600);
    clock.slow_for(3);
    clock.skip_slow_motion();
    CHECK(clock.speed_now() == 600);
    clock.allow_slow_motion();
    CHECK(clock.is_slowed());
}

TEST_CASE("the true speed is what was reached over the last second") {
    Clock clock;
    clock.set_speed(600);
    CHECK(clock.speed_true() == 600);
    for (int i = 0; i < 200; ++i) clock.measure(0.02, from_seconds(0.02 * 150));
    CHECK(clock.speed_true() == doctest::Approx(150));
    clock.forget();
    CHECK(clock.speed_true() == 600);
}
