// Policies that decide when an attempt arrives.
#include <doctest/doctest.h>

#include "sim/policies/registry.h"

using namespace br;
using namespace br::sim::policies;

namespace {

bool admits(auto& policy, const View& view) {
    return policy.on_arrival(view).verdict == Verdict::admit;
}

// How many of `count` arrivals, evenly spaced from `from` on, are admitted.
int count_admitted(auto& policy, SimTime from, SimDuration spacing, int count, View view = {}) {
    int admitted_count = 0;
    for (int i = 0; i < count; ++i) {
        view.now = from + spacing * i;
        view.person = static_cast<PersonId>(i);
        admitted_count += admits(policy, view) ? 1 : 0;
    }
    return admitted_count;
}

}  // namespace

TEST_CASE("a token bucket lets a burst through and then its rate") {
    TokenBucket policy{.rate_per_s = 10, .burst = 5, .tokens = 5};
    CHECK(count_admitted(policy, 0, 0, 20) == 5);
    CHECK(count_admitted(policy, 0, milliseconds(10), 1'000) == 99);  // 9.99 s x 10/s.
    CHECK(count_admitted(policy, seconds(3'600), 0, 20) == 5);        // Never more than the burst.
}

TEST_CASE("pacing spaces arrivals and refuses who would wait too long") {
    Pacing policy{.rate_per_s = 10, .wait_max = milliseconds(250)};
    CHECK(policy.on_arrival({.now = seconds(1)}).verdict == Verdict::admit);
    for (const SimDuration wait : {milliseconds(100), milliseconds(200)}) {
        const Decision decision = policy.on_arrival({.now = seconds(1)});
        CHECK(decision.verdict == Verdict::wait);
        CHECK(decision.until == seconds(1) + wait);
    }
    CHECK(policy.on_arrival({.now = seconds(1)}).verdict == Verdict::shed);
    CHECK(policy.on_arrival({.now = seconds(1) + milliseconds(50)}).until ==
          seconds(1) + milliseconds(300));
    CHECK(policy.on_arrival({.now = seconds(9)}).verdict == Verdict::admit);
}

TEST_CASE("warm-up opens from the cold rate to the full one and cools down again") {
    WarmUp policy{.rate_per_s = 100, .warm_up = seconds(10), .cold_factor = 3};
    int by_second[25] = {};
    for (int second = 0; second < 25; ++second)
        by_second[second] = count_admitted(policy, seconds(second), milliseconds(2), 500);
    CHECK(by_second[0] == 33);
    for (int second = 1; second < 24; ++second) {
        CAPTURE(second);
        CHECK(by_second[second] >= by_second[second - 1] - 1);
    }
    CHECK(by_second[24] >= 99);
    CHECK(by_second[24] <= 100);
    CHECK(count_admitted(policy, seconds(60), milliseconds(2), 500) <= 34);
}

TEST_CASE("early drop begins between its bounds and refuses all above them") {
    RandomEarlyDrop policy{.line_min = 10, .line_max = 30, .probability_max = 0.1, .weight = 1};
    CHECK(count_admitted(policy, 0, 1, 1'000, {.waiting = 9}) == 1'000);
    const int middle = count_admitted(policy, 0, 1, 10'000, {.waiting = 20});
    // p_b = 0.05 at the middle, spread out evenly: on average one in (1/p_b + 1) / 2 = 10.5.
    CHECK(middle > 10'000 - 1'050);
    CHECK(middle < 10'000 - 860);
    CHECK(count_admitted(policy, 0, 1, 1'000, {.waiting = 30}) == 0);
    // On an empty line the average decays by the services that fitted into the idle time.
    RandomEarlyDrop idle{.weight = 0.5, .average = 16};
    (void)idle.on_arrival({.now = seconds(4), .line_empty_at = seconds(2), .service_mean_s = 1});
    CHECK(idle.average == doctest::Approx(4));
}

TEST_CASE("a tier may fill its share of the room only") {
    const CriticalityTiers policy{.in_system_max = 10, .shares = {1, 0.8, 0.5}, .shares_count = 3};
    struct Row {
        std::int32_t tier;
        std::int64_t inside_most;
    };
    const Row rows[] = {{0, 9}, {1, 7}, {2, 4}, {9, 4}};
    for (const Row& row : rows) {
        CAPTURE(row.tier);
        View view{.tier = row.tier, .waiting = row.inside_most - 2, .in_service = 2};
        CHECK(admits(policy, view));
        ++view.waiting;
        CHECK_FALSE(admits(policy, view));
    }
}

TEST_CASE("the cursor of DAGOR falls by a twentieth while overloaded and rises by a hundredth") {
    Dagor policy{.wait_max = milliseconds(20), .window = seconds(1), .window_attempts = 1'000'000};
    double admitted_before = 0;
    for (int window = 0; window < 20; ++window) {
        const int in = count_admitted(policy, seconds(window), microseconds(100), 9'000);
        (void)policy.on_dequeue({.waited = window < 10 ? milliseconds(21) : milliseconds(19)});
        if (window > 0) {
            // Bands hold 70 of 9000, so that a step is off by up to one band.
            const double wanted = window <= 10 ? 0.95 * admitted_before : admitted_before + 90;
            CHECK(in <= wanted + 1);
            CHECK(in >= wanted - 140);
        }
        admitted_before = in;
    }
    CHECK(admitted_before < 9'000);
}

TEST_CASE("a level of DAGOR puts the tier first and keeps a person's band for an hour") {
    const Dagor policy;
    const View view{.now = minutes(10), .person = 42, .tier = 2};
    CHECK(policy.level_of(view) / Dagor::bands == 2);
    View later = view;
    later.now = minutes(59);
    CHECK(policy.level_of(later) == policy.level_of(view));
    int moved = 0;
    for (PersonId person = 0; person < 1'000; ++person)
        moved += policy.level_of({.now = 0, .person = person}) !=
                         policy.level_of({.now = hours(1), .person = person})
                     ? 1
                     : 0;
    CHECK(moved > 980);
}

TEST_CASE("a priority shedder refuses the share that its controller asks for, lowest first") {
    PriorityShedder policy{.controller = PriorityShedder::Controller::linear};
    CHECK(policy.linear_ratio(20, 10) == 0);
    CHECK(policy.linear_ratio(25, 10) == doctest::Approx(0.5));
    CHECK(policy.linear_ratio(31, 10) == 1);
    int refused_by_tier[2] = {};
    for (int i = 0; i < 4'000; ++i) {
        const View view{
            .person = static_cast<PersonId>(i / 2), .tier = i % 2, .waiting = 225, .servers = 100};
        if (!admits(policy, view) && i >= 1'000) ++refused_by_tier[i % 2];
    }
    // A quarter of all, all of them from the lower of two tiers of the same size.
    CHECK(refused_by_tier[0] == 0);
    CHECK(refused_by_tier[1] > 700);
    CHECK(refused_by_tier[1] < 800);
}

TEST_CASE("the PI controller winds up under overload and down when servers are free") {
    PriorityShedder policy{.kp = 0.1, .ki = 0.05};
    CHECK(policy.pi_ratio(300, 100, 0) == doctest::Approx(0.1 * 2 + 0.05 * 2));
    CHECK(policy.pi_ratio(300, 100, 0) == doctest::Approx(0.1 * 2 + 0.05 * 4));
    CHECK(policy.pi_ratio(100, 100, 0) == doctest::Approx(0.05 * 4));
    CHECK(policy.pi_ratio(50, 50, 500) == 0);
}

TEST_CASE("admission by tokens counts the batch and what waits before it") {
    const TokenAdmission policy{
        .memory_tokens = 1'000, .memory_ratio_max = 0.85, .tokens_waiting_max = 300};
    CHECK(admits(policy, {.tokens = 50, .tokens_in_service = 700, .tokens_waiting = 100}));
    CHECK_FALSE(admits(policy, {.tokens = 51, .tokens_in_service = 700, .tokens_waiting = 100}));
    CHECK_FALSE(admits(policy, {.tokens = 50, .tokens_in_service = 0, .tokens_waiting = 251}));
}

TEST_CASE("a pause closes the gate from its beginning up to its end") {
    Pause policy{.from = seconds(10), .length = seconds(5), .purge = true};
    CHECK(admits(policy, {.now = seconds(10) - 1}));
    CHECK_FALSE(admits(policy, {.now = seconds(10)}));
    CHECK_FALSE(admits(policy, {.now = seconds(15) - 1}));
    CHECK(admits(policy, {.now = seconds(15)}));
    CHECK(policy.next_tick(0) == seconds(10));
    CHECK(policy.on_tick({.now = seconds(10)}).purge);
    CHECK(policy.next_tick(seconds(10)) == never);
    policy.purge = false;
    CHECK(policy.next_tick(0) == never);
}

TEST_CASE("a waiting room is closed over those inside") {
    WaitingRoom policy{.active_max = 2, .held_max = 3};
    CHECK(admits(policy, {}));
    CHECK(admits(policy, {}));
    CHECK(policy.on_arrival({.held = 0}).verdict == Verdict::hold);
    CHECK(policy.on_arrival({.held = 3}).verdict == Verdict::shed);
    CHECK(policy.release({.held = 3}) == 0);
    policy.on_end({}, Ending::served);
    CHECK(policy.release({.held = 3}) == 1);
    CHECK(policy.release({.held = 2}) == 0);
    policy.on_end({}, Ending::timed_out);
    policy.on_end({}, Ending::shed);
    CHECK(policy.active == 0);
    // Who comes while others are held does not overtake them.
    CHECK(policy.on_arrival({.held = 1}).verdict == Verdict::hold);
    CHECK(policy.release({.held = 1}) == 1);
    CHECK(policy.next_tick(0) == never);
}

TEST_CASE("a waiting room with a gate by rate lets in no more than the rate") {
    WaitingRoom policy{.active_max = 1'000'000, .new_per_s = 95};
    std::int64_t inside = 0;
    for (SimTime now = policy.next_tick(0); now <= seconds(10); now = policy.next_tick(now))
        inside += policy.release({.now = now, .held = 1'000'000});
    CHECK(inside >= 948);
    CHECK(inside <= 951);
}

TEST_CASE("a refusal's words reach the people") {
    const RefusalWording policy{
        .retry_probability_factor = 0.5, .pause_min = hours(1), .pause_max = hours(2)};
    const Pushback words = policy.on_refusal({});
    CHECK(words.speaks);
    CHECK_FALSE(words.final);
    CHECK(words.retry_probability_factor == 0.5);
    CHECK(words.pause_max == hours(2));
}
