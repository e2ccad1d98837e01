// What the other shipped overload scenarios are there to show.
#include <doctest/doctest.h>

#include "support/closed_forms.h"
#include "support/overload_runs.h"

using namespace br::test;

namespace {

Changes on(const std::string& policy) {
    return {{"/policies/#" + policy + "/enabled", "true"}};
}

// Share of the runs whose last 30 s serve at least `per_s`.
double recovered_ratio(const std::string& id, const Changes& changes, double per_s) {
    const int seeds = 8;
    int recovered = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        Changes one = changes;
        one.push_back({"/seed", std::to_string(seed)});
        recovered += run_overload_once(id, one, {}).good_end_per_s >= per_s ? 1 : 0;
    }
    return static_cast<double>(recovered) / seeds;
}

}  // namespace

TEST_CASE("more servers help if the line is bounded meanwhile, and not otherwise") {
    const OverloadResult fifo = run_overload("scale-up", {}, {}, 2);
    CHECK(fifo.good_end_per_s < 5);
    const OverloadResult bound = run_overload("scale-up", on("bound"), {}, 2);
    CHECK(bound.good_end_per_s == doctest::Approx(300).epsilon(0.05));
}

TEST_CASE("a pause must last as long as the backlog, unless the line is emptied") {
    const auto pause = [](const char* from_s, const char* length_s, const char* purge) {
        return Changes{{"/policies/0/from_s", from_s},
                       {"/policies/0/length_s", length_s},
                       {"/policies/0/purge", purge}};
    };
    // B / C is 50 s at 40 s, and 229 s at 100 s.
    CHECK(recovered_ratio("pause-lever", pause("40", "40", "false"), 60) == 0);
    CHECK(recovered_ratio("pause-lever", pause("40", "60", "false"), 60) == 1);
    CHECK(recovered_ratio("pause-lever", pause("100", "100", "false"), 60) == 0);
    CHECK(recovered_ratio("pause-lever", pause("100", "240", "false"), 60) == 1);
    CHECK(recovered_ratio("pause-lever", pause("100", "10", "true"), 60) == 1);
}

TEST_CASE("a backend that slows down: what watches the wait adapts, what counts does not") {
    // Slow from 20 to 50 s: a third of 100 per s is left.
    const OverloadWindow slow{.spike_ends_s = 50, .during_s = 25};
    struct Row {
        Changes changes;
        double low_per_s;
        double high_per_s;
        bool comes_back;
    };
    const Row rows[] = {
        {{{"/stations/0/discipline", "\"lifo\""}}, 29, 36, true},
        {on("adaptive_lifo"), 29, 36, true},
        {on("codel_request"), 28, 34, true},
        {on("aimd"), 22, 29, true},
        {on("gradient2"), 14, 20, true},
        {on("token_bucket"), 0, 4, false},
        {{}, 0, 4, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.changes.empty() ? "fifo" : row.changes[0].first);
        const OverloadResult result = run_overload("backend-slows", row.changes, slow, 4);
        CHECK(result.good_during_per_s >= row.low_per_s);
        CHECK(result.good_during_per_s <= row.high_per_s);
        CHECK((result.good_end_per_s > 70) == row.comes_back);
    }
    // Closed over those inside, a waiting room follows the backend, though only as far as it lets
    // in fewer than can be served within the patience.
    CHECK(run_overload("backend-slows", on("waiting_room"), slow, 4).good_end_per_s > 70);
}

TEST_CASE("retry storm, cascade and pair stay stuck after the fault has gone") {
    // The fault leaves a second of backlog, as long as the patience, so that a run in eight or so
    // escapes by chance.
    CHECK(recovered_ratio("retry-storm", {}, 35) <= 0.25);
    CHECK(recovered_ratio("timeout-cascade", {}, 50) == 0);
    CHECK(recovered_ratio("metastable-pair", {}, 140) == 0);
    // Below the hidden capacity, 300 / 2, it heals by itself.
    CHECK(recovered_ratio("metastable-pair", {{"/classes/0/arrivals/rate_per_s", "140"}}, 130) ==
          1);
    // One retry of everything: twice the arrivals.
    const OverloadResult stuck = run_overload("metastable-pair", {}, {200, 30}, 2);
    CHECK(stuck.attempts_during_per_s == doctest::Approx(560).epsilon(0.03));
}

TEST_CASE("a stale line serves nobody until it is worked off; a bound or a deadline ends that") {
    // By the fluid law the line takes 45 s after the fault ends at 16 s; chance smears it.
    const OverloadWindow middle{.spike_ends_s = 36, .during_s = 15};
    CHECK(run_overload("goodput-collapse", {}, middle, 8).good_during_per_s < 5);
    CHECK(run_overload("goodput-collapse", {}, middle, 8).good_end_per_s > 85);
    for (const char* const policy : {"bound", "deadline"}) {
        CAPTURE(policy);
        const OverloadWindow soon{.spike_ends_s = 28, .during_s = 10};
        CHECK(run_overload("goodput-collapse", on(policy), soon, 8).good_during_per_s > 80);
    }
}

TEST_CASE("retries against a backend that fails: success and load") {
    struct Row {
        const char* failure;
        double none, three, three_load, budget, budget_load;
    };
    const Row rows[] = {{"0.1", 0.900, 0.9999, 1.111, 0.984, 1.09},
                        {"0.5", 0.500, 0.9375, 1.875, 0.555, 1.10},
                        {"0.75", 0.250, 0.6836, 2.734, 0.275, 1.10}};
    const auto run = [](const char* failure, Changes changes) {
        changes.push_back({"/stations/0/failure_ratio", failure});
        return run_overload_once("failing-calls", changes, {});
    };
    for (const Row& row : rows) {
        CAPTURE(row.failure);
        const OverloadResult none =
            run(row.failure, {{"/classes/0/retry", R"({"probability": 0, "attempts_max": 1})"}});
        // A million calls: the standard error is below 0.0005.
        CHECK(none.served_ratio == doctest::Approx(row.none).epsilon(0.003));
        const OverloadResult three = run(row.failure, {});
        CHECK(three.served_ratio == doctest::Approx(row.three).epsilon(0.003));
        CHECK(three.amplification == doctest::Approx(row.three_load).epsilon(0.003));
        const OverloadResult budget = run(row.failure, on("budget"));
        CHECK(budget.served_ratio == doctest::Approx(row.budget).epsilon(0.015));
        CHECK(budget.amplification == doctest::Approx(row.budget_load).epsilon(0.015));
    }
}

TEST_CASE("stuck means so many attempts an order as the retries allow") {
    const OverloadResult fifo = run_overload("blip", {}, {240, 100}, 4);
    CHECK(fifo.attempts_during_per_s ==
          doctest::Approx(70 * stuck_amplification(0.85, 8)).epsilon(0.02));
}

TEST_CASE("refusals that cost something take capacity away, all of it in the end") {
    // Steady overload of three, no end of retries but by chance: the fluid law.
    struct Row {
        const char* retry_probability;
        double h;
    };
    for (const Row& row : {Row{"0.8", 0.8}, Row{"0.9", 0.9}}) {
        CAPTURE(row.h);
        const Changes changes = {
            {"/policies/#bound/enabled", "true"},
            {"/stations/0/refusal_cost_ratio", "0.02"},
            {"/classes/0/arrivals", R"({"kind": "constant", "rate_per_s": 300})"},
            {"/classes/0/retry/probability", row.retry_probability},
            {"/classes/0/retry/attempts_max", "1000"},
        };
        const OverloadResult result = run_overload("long-rush", changes, {400, 200}, 2);
        // Some wait longer than their patience although the line is bounded: 5 %.
        CHECK(result.good_during_per_s ==
              doctest::Approx(refusal_cost_goodput(300, 100, row.h, 0.02)).epsilon(0.05));
    }
}
