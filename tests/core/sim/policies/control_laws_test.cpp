// Single steps of the published control laws against the cases of the reference file. The values
// there have ten digits, hence 1e-8.
#include <doctest/doctest.h>

#include "sim/policies/registry.h"
#include "support/reference_cases.h"

using namespace br;
using namespace br::sim::policies;
using br::test::agrees;
using br::test::reference_cases;

namespace {

constexpr double exact = 1e-8;

std::int64_t whole(double x) {
    return static_cast<std::int64_t>(x);
}

}  // namespace

TEST_CASE("adaptive throttling refuses as equation 21-1 says") {
    for (const auto& c : reference_cases("sre-")) {
        CAPTURE(c.id);
        AdaptiveThrottling policy;
        policy.k = c.param("K");
        const double p = policy.refusal_probability(c.param("requests"), c.param("accepts"));
        CHECK(agrees(p, c.metric("p_reject"), exact));
    }
}

TEST_CASE("adaptive throttling settles where K times the capacity is sent") {
    // A backend that accepts `C` a second and refuses the rest at once, as a fluid.
    for (const auto& c : reference_cases("sre-steady-")) {
        CAPTURE(c.id);
        AdaptiveThrottling policy;
        policy.k = c.param("K");
        const double arrivals = c.param("lam") / 10;  // In a tenth of a second.
        double sent = 0;
        for (int step = 0; step < 6'000; ++step) {
            const SimTime now = milliseconds(100) * step;
            const double p =
                policy.refusal_probability(policy.requests.sum(now), policy.accepts.sum(now));
            sent = arrivals * (1 - p);
            policy.requests.add(now, arrivals);
            const double capacity = c.param("C") / 10;
            policy.accepts.add(now, sent < capacity ? sent : capacity);
        }
        // The "+ 1" in the formula and the run of the window leave less than a part in a thousand.
        CHECK(agrees(10 * sent, c.metric("sent"), 1e-3));
        CHECK(agrees(1 - sent / arrivals, c.metric("local_reject_frac"), 1e-3));
        CHECK(agrees(1 - c.param("C") / 10 / sent, c.metric("backend_reject_frac"), 1e-3));
    }
}

TEST_CASE("admission control refuses by the success rate") {
    for (const auto& c : reference_cases("envoy-ac-")) {
        CAPTURE(c.id);
        AdmissionControl policy;
        policy.threshold_ratio = c.param("threshold");
        policy.aggression = c.param("aggression");
        const double p = policy.refusal_probability(c.param("n"), c.param("success"));
        CHECK(agrees(p, c.metric("p_reject"), exact));
    }
}

TEST_CASE("adaptive concurrency takes the published step") {
    for (const auto& c : reference_cases("envoy-grad-")) {
        CAPTURE(c.id);
        AdaptiveConcurrency policy;
        policy.limit = whole(c.param("limit"));
        policy.sojourn_min = from_seconds(c.param("minRTT"));
        policy.update(from_seconds(c.param("sampleRTT")));
        CHECK(policy.limit == whole(c.metric("new_limit")));
    }
}

TEST_CASE("the Vegas limit takes the published step") {
    for (const auto& c : reference_cases("vegas-")) {
        CAPTURE(c.id);
        VegasLimit policy;
        policy.limit = whole(c.param("limit"));
        policy.sojourn_min = from_seconds(c.param("rtt_noload"));
        policy.update(whole(c.param("inflight")), from_seconds(c.param("rtt")), false);
        CHECK(policy.limit == whole(c.metric("new_limit")));
    }
}

TEST_CASE("the Gradient2 limit takes the published step") {
    for (const auto& c : reference_cases("grad2-")) {
        CAPTURE(c.id);
        Gradient2Limit policy;
        policy.limit = c.param("limit");
        policy.long_mean_s = c.param("longRtt");
        policy.update(whole(c.param("inflight")), c.param("shortRtt"));
        CHECK(agrees(policy.limit, c.metric("new_limit"), exact));
    }
}

TEST_CASE("Breakwater credits take the published step") {
    for (const auto& c : reference_cases("breakwater-")) {
        CAPTURE(c.id);
        Breakwater policy;
        policy.credits = c.param("credits");
        policy.clients = c.param("clients");
        policy.update(microseconds(whole(c.param("delay"))));
        CHECK(agrees(policy.credits, c.metric("new_credits"), exact));
    }
}

TEST_CASE("the autoscaler wishes as the published formula says") {
    for (const auto& c : reference_cases("hpa-")) {
        CAPTURE(c.id);
        Autoscaler policy;
        policy.target_ratio = c.param("target");
        policy.tolerance_ratio = c.param("tolerance");
        CHECK(policy.desired(whole(c.param("current")), c.param("metric")) ==
              whole(c.metric("desired")));
    }
}

TEST_CASE("CoDel drops ever faster while the line stays slow") {
    const auto c = reference_cases("codel-").front();
    Codel policy;
    policy.interval = milliseconds(whole(c.param("interval")));
    // A line that is always too slow, looked at every 10 us.
    std::vector<SimTime> drops;
    for (SimTime now = 0; drops.size() < 9; now += microseconds(10))
        if (policy.on_dequeue({.now = now + 1, .waiting = 50, .waited = milliseconds(50)}) ==
            Verdict::shed)
            drops.push_back(now);
    const char* const names[] = {"d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"};
    SimTime lawful = 0;
    for (int n = 2; n <= 9; ++n) {
        CAPTURE(n);
        const double reference_ms = c.metric(names[n - 2]);
        lawful = policy.control_law(lawful, n - 1);
        CHECK(agrees(to_seconds(lawful) * 1e3, reference_ms, exact));
        // Seen on the grid of 10 us.
        const double seen_ms = to_seconds(drops[static_cast<std::size_t>(n - 1)] - drops[0]) * 1e3;
        CHECK(seen_ms >= reference_ms - 1e-6);
        CHECK(seen_ms <= reference_ms + 0.01 + 1e-6);
    }
}

TEST_CASE("warm-up has the published levels") {
    const auto c = reference_cases("warmup-").front();
    WarmUp policy;
    policy.rate_per_s = c.param("count");
    policy.warm_up = from_seconds(c.param("warm"));
    policy.cold_factor = c.param("cold");
    CHECK(agrees(policy.warning_tokens(), c.metric("warningToken"), exact));
    CHECK(agrees(policy.tokens_max(), c.metric("maxToken"), exact));
    CHECK(agrees(policy.slope(), c.metric("slope"), exact));
    CHECK(agrees(policy.allowed_per_s(policy.tokens_max()), c.metric("cold_rate"), exact));
}

TEST_CASE("the retry throttle stops after the published number of failures") {
    const auto c = reference_cases("grpc-").front();
    RetryThrottle policy;
    int failures = 0;
    while (policy.may_retry({}, Ending::failed)) {
        policy.on_end({}, Ending::failed);
        ++failures;
    }
    CHECK(failures == whole(c.metric("failures_to_stop")));
    const double balance =
        static_cast<double>(RetryThrottle::unit) / static_cast<double>(policy.success_gain);
    CHECK(agrees(balance, c.metric("successes_per_failure_at_balance"), exact));
    CHECK(agrees(1 / (1 + balance), c.metric("max_sustained_failure_fraction"), exact));
}

TEST_CASE("the retry quota ends after the published number of retries") {
    const auto c = reference_cases("awsquota-").front();
    RetryQuota policy;
    int retries = 0;
    while (policy.may_retry({}, Ending::failed)) ++retries;
    CHECK(retries == whole(c.metric("retries_until_empty")));
    for (int i = 0; i < 100; ++i) policy.on_end({.attempt = 1}, Ending::served);
    retries = 0;
    while (policy.may_retry({}, Ending::failed)) ++retries;
    CHECK(retries == whole(c.metric("retries_per_100_successes")));
    policy = RetryQuota{};
    retries = 0;
    while (policy.may_retry({}, Ending::timed_out)) ++retries;
    CHECK(retries == whole(c.metric("timeout_retries_until_empty")));
}

TEST_CASE("a retry budget bounds the attempts per order") {
    for (const auto& c : reference_cases("budget-")) {
        CAPTURE(c.id);
        RetryBudget policy;
        policy.ratio = c.param("fill");
        const double p = c.param("p");
        std::int64_t attempts = 0;
        const std::uint64_t orders = 200'000;
        for (std::uint64_t person = 0; person < orders; ++person)
            for (std::uint32_t attempt = 1;; ++attempt) {
                View view{.seed = 11, .person = person, .attempt = attempt};
                (void)policy.on_arrival(view);
                ++attempts;
                if (chance(view) >= p || !policy.may_retry(view, Ending::failed)) break;
            }
        const double amplification = static_cast<double>(attempts) / static_cast<double>(orders);
        CHECK(amplification <= c.metric("max_amplification") + 1e-3);
        // Three standard errors of the number of failures: 0.3 % at most.
        CHECK(agrees(amplification, c.metric("approx_amplification"), 3e-3));
    }
}

TEST_CASE("a task of several calls passes whole or not at all under consistent priority") {
    for (const auto& c : reference_cases("subseq-")) {
        CAPTURE(c.id);
        Dagor policy;
        policy.cursor = whole(c.param("p") * Dagor::bands) - 1;
        const int calls = static_cast<int>(c.param("k"));
        int whole_tasks = 0;
        int random_tasks = 0;
        const int people = 20'000;
        for (int person = 0; person < people; ++person) {
            bool all_levels = true;
            bool all_chances = true;
            for (int call = 1; call <= calls; ++call) {
                const View view{.seed = 5,
                                .person = static_cast<PersonId>(person),
                                .attempt = static_cast<std::uint32_t>(call)};
                all_levels = all_levels && policy.level_of(view) <= policy.cursor;
                all_chances = all_chances && chance(view) < c.param("p");
            }
            whole_tasks += all_levels ? 1 : 0;
            random_tasks += all_chances ? 1 : 0;
        }
        // Four standard errors of a share of 20 000: 0.014 at most.
        CHECK(std::abs(whole_tasks / 2e4 - c.metric("success_consistent_priority")) < 0.014);
        CHECK(std::abs(random_tasks / 2e4 - c.metric("success_random_shed")) < 0.014);
    }
}
