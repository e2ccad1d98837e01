// Policies of the waiting line and of the clients, and the helpers that they share.
#include <doctest/doctest.h>

#include "sim/policies/registry.h"

using namespace br;
using namespace br::sim::policies;

TEST_CASE("adaptive LIFO turns once the line has stood for the interval") {
    const AdaptiveLifo policy{.target = milliseconds(200), .interval = seconds(2)};
    CHECK_FALSE(policy.newest_first({.now = seconds(10), .line_empty_at = seconds(8)}));
    CHECK(policy.newest_first({.now = seconds(10), .line_empty_at = seconds(8) - 1}));
    // Joined when the line had been empty a second before: may wait the interval.
    View view{.now = seconds(10), .waited = seconds(2), .line_empty_at = seconds(7)};
    CHECK(policy.on_dequeue(view) == Verdict::admit);
    view.waited = seconds(2) + 1;
    CHECK(policy.on_dequeue(view) == Verdict::shed);
    // Joined a standing line: may wait the target.
    view = {.now = seconds(10), .waited = milliseconds(200), .line_empty_at = seconds(5)};
    CHECK(policy.on_dequeue(view) == Verdict::admit);
    view.waited = milliseconds(201);
    CHECK(policy.on_dequeue(view) == Verdict::shed);
}

TEST_CASE("CoDel lets a burst pass and stops dropping when the wait is short again") {
    Codel policy;
    View slow{.waiting = 10, .waited = milliseconds(6)};
    for (SimTime now = 0; now < milliseconds(100); now += milliseconds(1)) {
        slow.now = now;
        CHECK(policy.on_dequeue(slow) == Verdict::admit);
    }
    slow.now = milliseconds(100);
    CHECK(policy.on_dequeue(slow) == Verdict::shed);
    CHECK(policy.on_dequeue(slow) == Verdict::admit);
    slow.now = milliseconds(200);
    CHECK(policy.on_dequeue(slow) == Verdict::shed);
    CHECK(policy.count == 2);
    CHECK(policy.on_dequeue({.now = milliseconds(201), .waiting = 10, .waited = 0}) ==
          Verdict::admit);
    CHECK_FALSE(policy.dropping);
    // A line of one is as good as empty.
    CHECK(policy.on_dequeue({.now = seconds(9), .waiting = 1, .waited = seconds(1)}) ==
          Verdict::admit);
    CHECK(policy.first_above_at == 0);
}

TEST_CASE("CoDel takes up the pace where it left it if it left it just now") {
    Codel policy;
    View slow{.waiting = 10, .waited = milliseconds(50)};
    for (SimTime now = 0; now < seconds(2); now += milliseconds(1)) {
        slow.now = now;
        (void)policy.on_dequeue(slow);
    }
    const std::int64_t drops = policy.count;
    CHECK(drops > 20);
    (void)policy.on_dequeue({.now = seconds(2), .waiting = 10, .waited = 0});
    SimTime now = seconds(2) + 1;
    for (; !policy.dropping; now += milliseconds(1)) {
        slow.now = now;
        (void)policy.on_dequeue(slow);
    }
    CHECK(policy.count == drops - 1);
}

TEST_CASE("CoDel for requests cuts a standing line and spares a burst") {
    CodelRequest policy;
    View view{.now = milliseconds(1), .waited = milliseconds(50)};
    CHECK(policy.on_dequeue(view) == Verdict::admit);  // The first sample of the interval.
    view.now = milliseconds(50);
    CHECK(policy.on_dequeue(view) == Verdict::admit);  // Not yet known to be overloaded.
    view.now = milliseconds(102);
    CHECK(policy.on_dequeue(view) == Verdict::admit);
    CHECK(policy.overloaded);
    view.now = milliseconds(103);
    CHECK(policy.on_dequeue(view) == Verdict::shed);
    view.waited = milliseconds(10);
    CHECK(policy.on_dequeue(view) == Verdict::admit);  // Two targets are fine.
    view.waited = milliseconds(5);
    CHECK(policy.on_dequeue(view) == Verdict::admit);
    view.now = milliseconds(203);
    CHECK(policy.on_dequeue(view) == Verdict::admit);
    CHECK_FALSE(policy.overloaded);
    view.now = milliseconds(204);
    view.waited = milliseconds(90);
    CHECK(policy.on_dequeue(view) == Verdict::admit);
}

TEST_CASE("fair share serves the class that was served least") {
    FairShare policy;
    // Class 0 asks for ten times the tokens of class 1, and both always wait.
    const std::int64_t waiting[] = {5, 5, 0};
    double tokens[2] = {};
    for (int i = 0; i < 1'100; ++i) {
        const std::size_t line = policy.pick_line({}, waiting);
        REQUIRE(line < 2);
        const double cost = line == 0 ? 100 : 10;
        tokens[line] += 2 * cost + 1;
        (void)policy.on_dequeue({.line = static_cast<std::int32_t>(line), .tokens = cost});
        CHECK(std::abs(tokens[0] - tokens[1]) <= 201);
    }
    CHECK(policy.pick_line({}, std::span<const std::int64_t>()) == 0);
    const std::int64_t nobody[] = {0, 0, 0};
    CHECK(policy.pick_line({}, nobody) == 3);
}

TEST_CASE("a class cannot save up while it is away") {
    FairShare policy;
    const std::int64_t only_0[] = {5, 0};
    for (int i = 0; i < 10; ++i) {
        CHECK(policy.pick_line({}, only_0) == 0);
        (void)policy.on_dequeue({.line = 0, .tokens = 1});
    }
    (void)policy.on_arrival({.line = 1, .waiting_in_class = 0});
    CHECK(policy.counters[1] == doctest::Approx(27));
    CHECK(policy.counters[0] == doctest::Approx(30));
}

TEST_CASE("a circuit breaker opens at half failures, probes after its time, and closes") {
    CircuitBreaker policy{.calls = 10, .calls_min = 10, .open_time = seconds(60), .probes = 3};
    const auto admits = [&](SimTime now) {
        return policy.on_arrival({.now = now}).verdict == Verdict::admit;
    };
    for (int i = 0; i < 9; ++i)
        policy.on_end({.now = seconds(1)}, i < 5 ? Ending::served : Ending::timed_out);
    CHECK(admits(seconds(1)));
    policy.on_end({.now = seconds(1)}, Ending::shed);
    CHECK(policy.state == CircuitBreaker::State::open);
    CHECK_FALSE(admits(seconds(61) - 1));
    for (int i = 0; i < 3; ++i) CHECK(admits(seconds(61)));
    CHECK_FALSE(admits(seconds(61)));
    policy.on_end({.now = seconds(62)}, Ending::served);
    policy.on_end({.now = seconds(62)}, Ending::failed);
    CHECK(policy.state == CircuitBreaker::State::half_open);
    policy.on_end({.now = seconds(62)}, Ending::served);
    CHECK(policy.state == CircuitBreaker::State::closed);
    for (int i = 0; i < 9; ++i) policy.on_end({.now = seconds(63)}, Ending::failed);
    CHECK(policy.state == CircuitBreaker::State::closed);
    policy.on_end({.now = seconds(63)}, Ending::failed);
    CHECK(policy.state == CircuitBreaker::State::open);
    (void)admits(seconds(123));
    for (int i = 0; i < 3; ++i) policy.on_end({.now = seconds(124)}, Ending::failed);
    CHECK(policy.state == CircuitBreaker::State::open);
    CHECK(policy.opened_at == seconds(124));
}

TEST_CASE("a retry budget of Finagle's kind lives on time alone") {
    RetryBudget policy{.ratio = 0, .per_s = 10, .tokens_max = 100, .tokens = 0};
    CHECK_FALSE(policy.may_retry({.now = milliseconds(99)}, Ending::failed));
    CHECK(policy.may_retry({.now = milliseconds(100)}, Ending::failed));
    CHECK_FALSE(policy.may_retry({.now = milliseconds(150)}, Ending::failed));
    int retries = 0;
    while (policy.may_retry({.now = hours(1)}, Ending::failed)) ++retries;
    CHECK(retries == 100);
}

TEST_CASE("a hedge is sent after the usual time, once that is known") {
    Hedging policy;
    CHECK(policy.hedge_delay({}) == never);
    for (int i = 1; i <= 100; ++i)
        policy.on_end({.sojourn = milliseconds(i)}, i == 50 ? Ending::failed : Ending::served);
    CHECK(policy.hedge_delay({}) == never);
    policy.on_end({.sojourn = milliseconds(50)}, Ending::served);
    CHECK(to_seconds(policy.hedge_delay({})) == doctest::Approx(0.095).epsilon(0.016));
    policy.delay = seconds(1);
    CHECK(policy.hedge_delay({}) == seconds(1));
}

TEST_CASE("a window sum forgets what is older than its buckets") {
    WindowSum<3> sum{seconds(1)};
    sum.add(0, 1);
    sum.add(seconds(1), 10);
    sum.add(seconds(2), 100);
    CHECK(sum.sum(seconds(3) - 1) == 111);
    CHECK(sum.sum(seconds(3)) == 110);
    CHECK(sum.sum(seconds(4)) == 100);
    CHECK(sum.sum(hours(1)) == 0);
    sum.add(hours(1), 7);
    CHECK(sum.sum(hours(1)) == 7);
}

TEST_CASE("percentiles of a histogram are off by less than 1.6 percent") {
    for (const SimDuration d : {SimDuration{0}, SimDuration{1}, SimDuration{31}, SimDuration{32},
                                SimDuration{33}, milliseconds(3), seconds(1), hours(200)}) {
        CAPTURE(d);
        DurationHistogram histogram;
        histogram.add(d);
        const auto seen = static_cast<double>(histogram.percentile(0.5));
        CHECK(std::abs(seen - static_cast<double>(d)) <= 0.016 * static_cast<double>(d));
    }
    DurationHistogram many;
    for (int i = 1; i <= 1'000; ++i) many.add(milliseconds(i));
    CHECK(to_seconds(many.percentile(0.9)) == doctest::Approx(0.9).epsilon(0.016));
}
