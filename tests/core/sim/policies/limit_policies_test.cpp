// Policies that learn from how attempts end: limits on the attempts in the system, rates, shares.
#include <doctest/doctest.h>

#include "sim/policies/registry.h"

using namespace br;
using namespace br::sim::policies;

namespace {

bool admits(auto& policy, const View& view) {
    return policy.on_arrival(view).verdict == Verdict::admit;
}

}  // namespace

TEST_CASE("an AIMD limit grows by one in use and loses a tenth when an answer is late") {
    AimdLimit policy{.timeout = seconds(2)};
    policy.on_end({.in_service = 5, .sojourn = seconds(1)}, Ending::served);
    CHECK(policy.limit == 20);  // Not in use: 6 of 20.
    policy.on_end({.in_service = 9, .sojourn = seconds(1)}, Ending::served);
    CHECK(policy.limit == 21);
    policy.limit = 100;
    policy.on_end({.in_service = 99, .sojourn = seconds(2) + 1}, Ending::stale);
    CHECK(policy.limit == 90);
    policy.on_end({.in_service = 99, .sojourn = 0}, Ending::shed);
    CHECK(policy.limit == 81);
    policy.limit = 21;
    policy.on_end({.sojourn = seconds(3)}, Ending::served);
    CHECK(policy.limit == 20);
    CHECK(admits(policy, {.waiting = 10, .in_service = 9}));
    CHECK_FALSE(admits(policy, {.waiting = 10, .in_service = 10}));
}

TEST_CASE("a Vegas limit first learns the shortest time and measures it anew") {
    VegasLimit policy;
    policy.on_end({.in_service = 19, .sojourn = milliseconds(100)}, Ending::served);
    CHECK(policy.sojourn_min == milliseconds(100));
    CHECK(policy.limit == 20);
    policy.on_end({.in_service = 19, .sojourn = milliseconds(100)}, Ending::served);
    CHECK(policy.limit == 26);
    policy.on_end({.in_service = 25, .sojourn = milliseconds(100)}, Ending::failed);
    CHECK(policy.limit == 25);
    // 0.75 x 30 x 25 answers after the start, the next one becomes the shortest, though longer.
    policy.answers = 562;
    policy.on_end({.sojourn = milliseconds(150)}, Ending::served);
    CHECK(policy.sojourn_min == milliseconds(150));
    CHECK(policy.answers == 0);
    CHECK(policy.probe_jitter >= 0.5);
    CHECK(policy.probe_jitter < 1);
    CHECK(VegasLimit::log10_floor(9) == 1);
    CHECK(VegasLimit::log10_floor(99) == 1);
    CHECK(VegasLimit::log10_floor(1'000) == 3);
}

TEST_CASE("a Gradient2 limit looks once a window and holds while it is not in use") {
    Gradient2Limit policy;
    View view{.in_service = 19, .sojourn = milliseconds(100)};
    for (int i = 0; i < 9; ++i) {
        view.now = seconds(2) + i;
        policy.on_end(view, Ending::served);
    }
    CHECK(policy.limit == 20);  // Nine samples are too few.
    view.now = seconds(2) + 10;
    policy.on_end(view, Ending::served);
    CHECK(policy.limit == doctest::Approx(20.8));
    for (int i = 0; i < 20; ++i) policy.on_end(view, Ending::served);
    CHECK(policy.limit == doctest::Approx(20.8));  // The window has not ended.
    view.now = seconds(4);
    view.in_service = 2;
    for (int i = 0; i < 20; ++i) policy.on_end(view, Ending::served);
    view.now = seconds(6);
    policy.inside_max = 0;
    for (int i = 0; i < 20; ++i) policy.on_end(view, Ending::served);
    CHECK(policy.windows == 3);
}

TEST_CASE("the long mean of Gradient2 is plain at first and exponential afterwards") {
    Gradient2Limit policy;
    for (int i = 1; i <= 10; ++i) policy.add_to_long_mean(i);
    CHECK(policy.long_mean_s == doctest::Approx(5.5));
    policy.add_to_long_mean(606.5);
    CHECK(policy.long_mean_s == doctest::Approx(5.5 + 601.0 * 2 / 601));
    // Far above the short one it is cut by a twentieth, after it has been used.
    policy.limit = 100;
    policy.long_mean_s = 1;
    policy.update(100, 0.4);
    CHECK(policy.long_mean_s == doctest::Approx(0.95));
    CHECK(policy.limit == doctest::Approx(100.8));
}

TEST_CASE("adaptive concurrency holds its breath to measure, then follows the median") {
    AdaptiveConcurrency policy;
    CHECK(policy.measuring);
    CHECK_FALSE(admits(policy, {.in_service = 3}));
    View view{.now = seconds(1), .seed = 3, .sojourn = milliseconds(100)};
    for (int i = 0; i < 50; ++i) policy.on_end(view, Ending::served);
    CHECK_FALSE(policy.measuring);
    CHECK(policy.sojourn_min == doctest::Approx(1e8).epsilon(0.016));
    // At the shortest time the gradient is 1.25: 3.75 + sqrt(3.75) = 5.68.
    view.now = seconds(2);
    policy.on_end(view, Ending::served);
    CHECK(policy.limit == 5);
    CHECK(policy.measure_at >= seconds(61));
    CHECK(policy.measure_at <= seconds(1) + seconds(69));
    const std::int64_t before = policy.limit;
    (void)admits(policy, {.now = policy.measure_at});
    CHECK(policy.measuring);
    CHECK(policy.limit == 3);
    // Answers to attempts from before the measurement do not count.
    view.now = policy.measure_at + milliseconds(99);
    for (int i = 0; i < 50; ++i) policy.on_end(view, Ending::served);
    CHECK(policy.measuring);
    view.now = policy.measure_at + milliseconds(100);
    for (int i = 0; i < 50; ++i) policy.on_end(view, Ending::served);
    CHECK(policy.limit == before);
}

TEST_CASE("admission control forgets after its window") {
    AdmissionControl policy;
    for (int i = 0; i < 100; ++i)
        policy.on_end({.now = seconds(5)}, i < 50 ? Ending::served : Ending::failed);
    int refused_count = 0;
    for (PersonId person = 0; person < 10'000; ++person)
        refused_count += admits(policy, {.now = seconds(20), .person = person}) ? 0 : 1;
    CHECK(refused_count == doctest::Approx(4'690).epsilon(0.03));
    CHECK(admits(policy, {.now = seconds(40)}));
    CHECK(policy.answers.sum(seconds(40)) == 0);
}

TEST_CASE("the system rule bounds the attempts inside by Little's law while saturated") {
    SystemRule policy;
    // Ten completions in each tenth of a second, after 200 ms each: 100 per s x 0.2 s = 20 inside.
    for (int i = 0; i < 100; ++i)
        policy.on_end({.now = milliseconds(10) * i, .sojourn = milliseconds(200)}, Ending::served);
    View view{.now = seconds(1), .waiting = 30, .in_service = 10, .servers = 10};
    CHECK(admits(policy, view));  // Not saturated.
    for (SimTime at = policy.next_tick(seconds(1)); at <= seconds(20); at = policy.next_tick(at))
        (void)policy.on_tick({.now = at, .in_service = 10, .servers = 10});
    CHECK(policy.signal > 0.8);
    CHECK_FALSE(admits(policy, view));
    CHECK(policy.limit() == 20);
    view.waiting = 10;
    CHECK(admits(policy, view));
    // After the signal has fallen it stays armed for a second.
    policy.signal = 0;
    view.waiting = 30;
    view.now = seconds(2);
    CHECK_FALSE(admits(policy, view));
    view.now = seconds(2) + milliseconds(1);
    CHECK(admits(policy, view));
}

TEST_CASE("Breakwater drops who would wait two targets and keeps a credit for each server") {
    Breakwater policy{.target = milliseconds(80), .round_trip = milliseconds(10)};
    CHECK(admits(policy, {.in_service = 3, .servers = 4}));
    CHECK_FALSE(admits(policy, {.in_service = 4, .servers = 4}));
    (void)policy.on_tick({.servers = 4, .waited = milliseconds(40)});
    CHECK(policy.credits == doctest::Approx(5));
    for (int i = 0; i < 100; ++i) (void)policy.on_tick({.servers = 4, .waited = seconds(9)});
    CHECK(policy.credits == 4);
    CHECK(policy.on_dequeue({.waited = milliseconds(160)}) == Verdict::admit);
    CHECK(policy.on_dequeue({.waited = milliseconds(160) + 1}) == Verdict::shed);
}

TEST_CASE("SEDA hunts for its target once a batch") {
    Seda policy{.target = milliseconds(100), .rate_per_s = 104};
    policy.update(0.2);
    CHECK(policy.rate_per_s == doctest::Approx(100));
    policy.tail_s = 0.02;
    policy.update(0.02);  // err = -0.8: 40 x 0.7 more.
    CHECK(policy.rate_per_s == doctest::Approx(128));
    policy.tail_s = 0.06;
    policy.update(0.06);  // err = -0.4: neither.
    CHECK(policy.rate_per_s == doctest::Approx(128));
    for (int i = 0; i < 99; ++i) policy.on_end({.now = 1, .sojourn = seconds(1)}, Ending::served);
    CHECK(policy.rate_per_s == doctest::Approx(128));
    policy.on_end({.now = 1, .sojourn = seconds(1)}, Ending::served);
    CHECK(policy.rate_per_s == doctest::Approx(128 / 1.04));
}

TEST_CASE("an autoscaler grows by its target at most and waits before it shrinks") {
    Autoscaler policy{.target_ratio = 0.7, .boot = seconds(45)};
    CHECK(policy.next_tick(0) == seconds(15));
    CHECK(policy.next_tick(seconds(15)) == seconds(30));
    Orders orders = policy.on_tick({.now = seconds(15), .servers = 40, .busy_server_s = 600});
    CHECK(orders.servers == 58);
    CHECK(orders.delay == seconds(45));
    // Still 40 up and saturated: the 58 asked for are enough for that.
    orders = policy.on_tick({.now = seconds(30), .servers = 40, .busy_server_s = 1'200});
    CHECK(orders.servers == -1);
    orders = policy.on_tick({.now = seconds(45), .servers = 58, .busy_server_s = 2'070});
    CHECK(orders.servers == 83);
    // Idle: not before five minutes have passed since the last larger wish.
    SimTime now = seconds(60);
    for (; now < seconds(345); now += seconds(15)) {
        orders = policy.on_tick({.now = now, .servers = 83, .busy_server_s = 2'070});
        CHECK(orders.servers == -1);
    }
    orders = policy.on_tick({.now = now, .servers = 83, .busy_server_s = 2'070});
    now += seconds(15);
    orders = policy.on_tick({.now = now, .servers = 83, .busy_server_s = 2'070});
    CHECK(orders.servers == 1);
    CHECK(orders.delay == 0);
}

TEST_CASE("degraded answers begin and end at different lengths") {
    DegradedAnswers policy{.line_on = 100, .line_off = 20, .service_ratio = 0.4};
    CHECK(policy.service_factor({.waiting = 99}) == 1);
    CHECK(policy.service_factor({.waiting = 100}) == 0.4);
    CHECK(policy.service_factor({.waiting = 21}) == 0.4);
    CHECK(policy.service_factor({.waiting = 20}) == 1);
    CHECK(policy.service_factor({.waiting = 99}) == 1);
}
