// The closed forms against the cases of the reference file, which has ten digits; hence 1e-8, and
// less where a quadrature or a truncated state space is behind the number.
#include "support/closed_forms.h"

#include <cmath>
#include <map>

#include <doctest/doctest.h>

#include "support/reference_cases.h"

using namespace br::test;

namespace {

// All that the file says of the case must be in `values`, but for the names left out.
void check_case(const ReferenceCase& c, const std::map<std::string, double>& values,
                double relative = 1e-8) {
    CAPTURE(c.id);
    for (const auto& metric : c.metrics.items()) {
        const std::string name = metric.key();
        const auto& reference = metric.value();
        CAPTURE(name);
        const auto found = values.find(name);
        REQUIRE(found != values.end());
        if (reference.is_null()) {
            CHECK(std::isinf(found->second));
            continue;
        }
        CAPTURE(found->second);
        CAPTURE(reference.get<double>());
        CHECK(agrees(found->second, reference.get<double>(), relative));
    }
}

std::int64_t whole(double x) {
    return static_cast<std::int64_t>(x);
}

// The service of an M/G/1 case, by its description.
Moments service_of(const std::string& words) {
    if (words == "det 1") return fixed_moments(1);
    if (words == "Erlang-2 mean 1") return erlang_moments(2, 1);
    if (words.starts_with("H2"))
        return hyperexponential_moments(0.5 + std::sqrt(0.15), 1 / (1 + std::sqrt(0.6)),
                                        1 / (1 - std::sqrt(0.6)));
    if (words.starts_with("0.999")) return hyperexponential_moments(0.999, 0.1, 10);
    REQUIRE(words == "Weibull k=2 mean .1");
    return weibull_moments(2, 0.1);
}

}  // namespace

TEST_CASE("M/M/1 has its closed forms") {
    for (const auto& c : reference_cases("mm1-")) {
        const double lam = c.param("lam");
        const double mu = c.param("mu");
        const double rho = lam / mu;
        const double spare = mu - lam;
        const LineValues v = m_m_c(lam, mu, 1);
        check_case(c, {{"rho", rho},
                       {"P0", 1 - rho},
                       {"L", v.in_system},
                       {"Lq", v.waiting},
                       {"W", v.sojourn_mean},
                       {"Wq", v.wait_mean},
                       {"var_N", rho / ((1 - rho) * (1 - rho))},
                       {"var_T", 1 / (spare * spare)},
                       {"var_Wq", v.wait_variance},
                       {"T_p50", std::log(2) / spare},
                       {"T_p90", std::log(10) / spare},
                       {"T_p99", std::log(100) / spare},
                       {"Wq_p95", std::log(rho / 0.05) / spare},
                       {"P_N_ge_10", std::pow(rho, 10)}});
    }
}

TEST_CASE("M/M/c has Erlang C") {
    for (const auto& c : reference_cases("mmc-")) {
        const double lam = c.param("lam");
        const double mu = c.param("mu");
        const std::int64_t servers = whole(c.param("c"));
        const LineValues v = m_m_c(lam, mu, servers);
        std::map<std::string, double> values{
            {"a", lam / mu},          {"rho", lam / mu / c.param("c")},
            {"P_wait", v.wait_ratio}, {"Lq", v.waiting},
            {"Wq", v.wait_mean},      {"W", v.sojourn_mean},
            {"L", v.in_system},       {"var_Wq", v.wait_variance}};
        for (const auto& [name, value] : c.metrics.items())
            if (name.starts_with("P_Wq_le_"))
                values[name] = m_m_c_wait_within(lam, mu, servers, c.param("t"));
        check_case(c, values);
    }
}

TEST_CASE("Erlang B") {
    for (const auto& c : reference_cases("erlb-")) {
        const double b = erlang_b(c.param("a"), whole(c.param("c")));
        check_case(c, {{"P_block", b}, {"carried", c.param("a") * (1 - b)}});
    }
}

TEST_CASE("M/M/1/K and M/M/c/K") {
    for (const char* const prefix : {"mm1k-", "mmck-"})
        for (const auto& c : reference_cases(prefix)) {
            const std::int64_t servers = c.params.contains("c") ? whole(c.param("c")) : 1;
            const BoundedValues v =
                m_m_c_k(c.param("lam"), c.param("mu"), servers, whole(c.param("K")));
            check_case(c, {{"rho", c.param("lam") / c.param("mu") / static_cast<double>(servers)},
                           {"P_block", v.block_ratio},
                           {"throughput", v.throughput},
                           {"util", v.utilization},
                           {"L", v.in_system},
                           {"Lq", v.waiting},
                           {"W_accepted", v.sojourn_accepted},
                           {"Wq_accepted", v.wait_accepted},
                           {"P0", v.p[0]}});
        }
}

TEST_CASE("Erlang A and the deterministic deadline") {
    for (const auto& c : reference_cases("erla-")) {
        const PatienceValues v =
            erlang_a(c.param("lam"), c.param("mu"), whole(c.param("c")), c.param("theta"));
        check_case(c, {{"rho", c.param("lam") / c.param("mu") / c.param("c")},
                       {"P_wait", v.wait_ratio},
                       {"P_abandon", v.abandon_ratio},
                       {"E_W_all", v.wait_mean},
                       {"Lq", v.waiting},
                       {"throughput", v.throughput},
                       {"util", v.utilization}});
    }
    for (const auto& c : reference_cases("mmcD-")) {
        const PatienceValues v =
            m_m_c_deadline(c.param("lam"), c.param("mu"), whole(c.param("c")), c.param("D"));
        check_case(c, {{"rho", c.param("lam") / c.param("mu") / c.param("c")},
                       {"P_wait", v.wait_ratio},
                       {"P_abandon", v.abandon_ratio},
                       {"throughput", v.throughput}});
    }
}

TEST_CASE("M/G/1 has the moments of Pollaczek and Khinchine") {
    for (const auto& c : reference_cases("mg1-")) {
        const Moments service = service_of(c.params["S"].get<std::string>());
        const double lam = c.param("lam");
        const SingleServerValues v = m_g_1(lam, service);
        check_case(c, {{"rho", lam * service.first},
                       {"Wq", v.wait_mean},
                       {"W", v.wait_mean + service.first},
                       {"Lq", lam * v.wait_mean},
                       {"L", lam * (v.wait_mean + service.first)},
                       {"E_Wq2_fifo", v.wait_second_fifo},
                       {"E_Wq2_lifo_np", v.wait_second_lifo}});
    }
}

TEST_CASE("disciplines share the mean wait and differ in the second moment") {
    for (const auto& c : reference_cases("disc-")) {
        const double lam = c.param("lam");
        const double mu = c.param("mu");
        const double rho = lam / mu;
        const SingleServerValues v = m_g_1(lam, exponential_moments(1 / mu));
        const double square = v.wait_mean * v.wait_mean;
        check_case(c, {{"E_Wq", v.wait_mean},
                       {"E_Wq2_fifo", v.wait_second_fifo},
                       {"E_Wq2_ros", random_order_second_moment(lam, mu)},
                       {"E_Wq2_lifo_np", v.wait_second_lifo},
                       {"var_Wq_fifo", v.wait_second_fifo - square},
                       {"var_Wq_lifo_np", v.wait_second_lifo - square},
                       {"E_T2_lifo_pr", 2 / (mu * mu * std::pow(1 - rho, 3))},
                       {"W_ps_slowdown", 1 / (1 - rho)}});
    }
}

TEST_CASE("processor sharing") {
    for (const auto& c : reference_cases("ps-")) {
        const double rho = c.param("lam") / c.param("mu");
        const double slowdown = 1 / (1 - rho);
        std::map<std::string, double> values{{"W", slowdown / c.param("mu")},
                                             {"slowdown", slowdown}};
        if (c.metrics.contains("T_given_x1")) values["T_given_x1"] = slowdown;
        check_case(c, values);
    }
    for (const auto& c : reference_cases("rps-")) {
        const BoundedValues v = m_m_c_k(c.param("lam"), c.param("mu"), whole(c.param("R")), 400);
        std::map<std::string, double> values;
        for (std::size_t n = 0; n <= 8; ++n) values["p" + std::to_string(n)] = v.p[n];
        check_case(c, values);
    }
}

TEST_CASE("priorities") {
    for (const auto& c : reference_cases("prio-")) {
        const auto lams = c.params["lams"].get<std::vector<double>>();
        const double mu = c.param("mu");
        const std::int64_t servers = whole(c.param("c"));
        const std::vector<double> waits = priority_waits(lams, mu, servers);
        const std::vector<double> preemptive = preemptive_sojourns(lams, mu);
        std::map<std::string, double> values;
        double work = 0;
        double load = 0;
        for (std::size_t k = 0; k < lams.size(); ++k) {
            const std::string suffix = "_class" + std::to_string(k);
            values["Wq" + suffix] = waits[k];
            values["W" + suffix] = waits[k] + 1 / mu;
            values["W_preempt" + suffix] = preemptive[k];
            work += lams[k] / mu * waits[k];
            load += lams[k] / mu;
        }
        // Whatever the order of service, the mean over all is that of first come first served.
        values["conservation_sum_rho_Wq"] = work / load;
        check_case(c, values);
    }
}

TEST_CASE("a tandem has product form") {
    for (const auto& c : reference_cases("jack-")) {
        const double lam = c.param("lam");
        std::map<std::string, double> values{{"W_total", 0}, {"L_total", 0}};
        int index = 0;
        for (const auto& stage : c.params["stages"]) {
            const LineValues v =
                m_m_c(lam, stage["mu"].get<double>(), stage["c"].get<std::int64_t>());
            const std::string suffix = "_stage" + std::to_string(index++);
            values["W" + suffix] = v.sojourn_mean;
            values["L" + suffix] = v.in_system;
            values["W_total"] += v.sojourn_mean;
            values["L_total"] += v.in_system;
        }
        check_case(c, values);
    }
}

TEST_CASE("retrials, one server: closed form and truncated chain agree") {
    for (const auto& c : reference_cases("retrial-")) {
        const double lam = c.param("lam");
        const double rho = lam / c.param("mu");
        const double theta = c.param("theta");
        const double orbit = rho * rho / (1 - rho) + lam / theta * rho / (1 - rho);
        check_case(c, {{"P_busy", rho},
                       {"P_block_first_attempt", rho},
                       {"E_orbit", orbit},
                       {"E_orbit_wait", orbit / lam},
                       {"P_system_empty", std::pow(1 - rho, lam / theta + 1)},
                       {"attempts_per_customer", 1 + theta * orbit / lam}});
        const RetrialValues v = m_m_c_retrial(lam, c.param("mu"), 1, theta, 1, 400);
        CHECK(agrees(v.orbit, orbit, 1e-8));
        CHECK(agrees(v.empty_ratio, std::pow(1 - rho, lam / theta + 1), 1e-8));
    }
}

TEST_CASE("retrials, several servers") {
    for (const auto& c : reference_cases("retrialc-")) {
        const double lam = c.param("lam");
        const RetrialValues v = m_m_c_retrial(lam, c.param("mu"), static_cast<int>(c.param("c")),
                                              c.param("theta"), c.param("h"), 300);
        check_case(c,
                   {{"E_orbit", v.orbit},
                    {"util", v.utilization},
                    {"throughput", v.throughput},
                    {"P_all_busy", v.block_ratio},
                    {"attempt_rate", v.attempt_rate},
                    {"amplification", v.attempt_rate / lam},
                    {"P_lost", 1 - v.throughput / lam}},
                   1e-7);
    }
}

TEST_CASE("goodput within the patience") {
    for (const auto& c : reference_cases("good-fifo-")) {
        const std::int64_t servers = whole(c.param("c"));
        const double good = goodput_fifo(c.param("lam"), c.param("mu"), servers,
                                         whole(c.param("K")), c.param("tau"));
        const double throughput =
            m_m_c_k(c.param("lam"), c.param("mu"), servers, whole(c.param("K"))).throughput;
        // One number of the file, a tail of 6e-6, is itself 1.2e-8 off the exact fraction.
        check_case(c,
                   {{"goodput", good},
                    {"goodput_over_capacity", good / c.param("mu") / c.param("c")},
                    {"throughput", throughput}},
                   2e-8);
    }
    for (const auto& c : reference_cases("good-lifo-")) {
        const double good =
            goodput_lifo(c.param("lam"), c.param("mu"), whole(c.param("c")), c.param("tau"));
        const double capacity = c.param("c") * c.param("mu");
        check_case(c,
                   {{"goodput", good},
                    {"goodput_over_capacity", good / capacity},
                    {"P_ever_served", capacity / c.param("lam")}},
                   1e-7);
    }
    for (const auto& c : reference_cases("good-mm1-")) {
        const double within = 1 - std::exp(-(c.param("mu") - c.param("lam")) * c.param("tau"));
        check_case(c, {{"P_T_le_tau", within}, {"goodput", c.param("lam") * within}});
    }
}

TEST_CASE("busy periods, closed loops, bursts") {
    for (const auto& c : reference_cases("busy-")) {
        const double lam = c.param("lam");
        const double mu = c.param("mu");
        check_case(c,
                   {{"mean", 1 / (mu - lam)},
                    {"var", (1 + lam / mu) / (mu * mu * std::pow(1 - lam / mu, 3))},
                    {"P_le_1", busy_period_within(lam, mu, 1)},
                    {"P_le_10", busy_period_within(lam, mu, 10)}},
                   1e-7);
    }
    for (const auto& c : reference_cases("closed-")) {
        const LoopValues v =
            closed_loop(whole(c.param("N")), c.param("Z"), c.param("mu"), whole(c.param("c")));
        check_case(
            c,
            {{"X", v.throughput}, {"R", v.response}, {"util", v.utilization}, {"L", v.in_system}});
    }
    for (const auto& c : reference_cases("burst-")) {
        const double n = c.param("n");
        const double servers = c.param("c");
        double harmonic = 0;
        for (int i = 1; i <= static_cast<int>(servers); ++i) harmonic += 1.0 / i;
        check_case(
            c,
            {{"makespan_mean", (n - servers) / servers / c.param("mu") + harmonic / c.param("mu")},
             {"mean_wait", (n - servers) * (n - servers + 1) / (2 * n * servers * c.param("mu"))}});
    }
}

TEST_CASE("infinite servers and square-root staffing") {
    for (const auto& c : reference_cases("mtminf-")) {
        const double mean =
            c.param("lam") / c.param("mu") * (1 - std::exp(-c.param("mu") * c.param("t")));
        check_case(c, {{"mean_N", mean}, {"var_N", mean}});
    }
    for (const auto& c : reference_cases("hw-")) {
        const double beta = c.param("beta");
        const double below = 0.5 * std::erfc(-beta / std::sqrt(2.0));
        const double density = std::exp(-beta * beta / 2) / std::sqrt(2 * std::acos(-1.0));
        check_case(c, {{"P_wait_limit", 1 / (1 + beta * below / density)},
                       {"P_wait_erlC_a10000", erlang_c(10'000, 10'000 + whole(100 * beta))}});
    }
}

TEST_CASE("batch decoding") {
    for (const auto& c : reference_cases("llm-")) {
        const BatchValues v =
            batch_decoding(c.param("lam"), c.param("tok"), c.param("t0"), c.param("t1"),
                           whole(c.param("B")), whole(c.param("K")));
        check_case(c, {{"capacity", v.capacity},
                       {"P_block", v.block_ratio},
                       {"throughput", v.throughput},
                       {"mean_in_system", v.in_system},
                       {"mean_batch", v.batch},
                       {"W", v.sojourn_mean},
                       {"W_queue", v.wait_mean},
                       {"mean_tpot", v.time_per_token}});
    }
}

TEST_CASE("fluid laws") {
    for (const auto& c : reference_cases("stuck-")) {
        const double factor = stuck_amplification(c.param("h"), c.param("A"));
        check_case(
            c, {{"attempt_rate", c.param("lam") * factor}, {"hidden_capacity_factor", 1 / factor}});
    }
    for (const auto& c : reference_cases("fluid-retry-")) {
        const double lam = c.param("lam");
        const double h = c.param("h");
        const double r = c.param("r");
        const double good = refusal_cost_goodput(lam, c.param("C"), h, r);
        const double attempts = (lam - h * good) / (1 - h);
        check_case(c, {{"goodput", good},
                       {"attempt_rate", attempts},
                       {"amplification", attempts / lam},
                       {"collapse_lam", c.param("C") * (1 - h) / r}});
    }
    for (const auto& c : reference_cases("amp-")) {
        const double p = c.param("p");
        const double attempts = c.param("N") + 1;
        check_case(c, {{"attempts_per_call", stuck_amplification(p, attempts)},
                       {"success", 1 - std::pow(p, attempts)},
                       {"three_layers_worst", std::pow(attempts, 3)}});
    }
    for (const auto& c : reference_cases("fluid-")) {
        if (!c.params.contains("spike")) {
            const double n = c.param("max_retries") + 1;
            check_case(c, {{"stuck_offered", c.param("lam") * n},
                           {"hidden_capacity", c.param("C") / n},
                           {"amplification", n}});
            continue;
        }
        const double backlog = (c.param("lam") - c.param("mu_spike")) * c.param("spike");
        const double spare = c.param("mu_norm") - c.param("lam");
        check_case(c, {{"backlog_end", backlog},
                       {"drain_after", backlog / spare},
                       {"zero_goodput_after_spike",
                        (backlog - c.param("mu_norm") * c.param("timeout")) / spare}});
    }
}
