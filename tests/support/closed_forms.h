// Closed forms and numerically exact values of queueing models, to hold the engine against. Rates
// are per unit of time; a is the offered load lam / mu. Test code: uses the C library's functions.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace br::test {

// --- Birth and death ----------------------------------------------------------------------------

// The probabilities of 0 … states-1, for rates of going up from n and down from n. Sums to 1.
[[nodiscard]] std::vector<double> birth_death(std::int64_t states,
                                              const std::function<double(std::int64_t)>& up,
                                              const std::function<double(std::int64_t)>& down);

// --- Poisson arrivals, exponential service, c servers
// ---------------------------------------------

[[nodiscard]] double erlang_b(double a, std::int64_t c);  // Share blocked without waiting room.
[[nodiscard]] double erlang_c(double a, std::int64_t c);  // Share that waits. Requires a < c.

struct LineValues {
    double wait_ratio = 0;     // Share that waits.
    double waiting = 0;        // Mean number in line,
    double in_system = 0;      // and in all.
    double wait_mean = 0;      // Mean time in line,
    double sojourn_mean = 0;   // and in all.
    double wait_variance = 0;  // Of all, those that do not wait included.
};
[[nodiscard]] LineValues m_m_c(double lam, double mu,
                               std::int64_t c);  // FIFO. Requires lam < c mu.
[[nodiscard]] double m_m_c_wait_within(double lam, double mu, std::int64_t c, double t);

struct BoundedValues {
    double block_ratio = 0;
    double throughput = 0;
    double utilization = 0;
    double waiting = 0;
    double in_system = 0;
    double sojourn_accepted = 0;
    double wait_accepted = 0;
    std::vector<double> p;  // Of 0 … k in the system.
};
// At most k in the system, those in service included.
[[nodiscard]] BoundedValues m_m_c_k(double lam, double mu, std::int64_t c, std::int64_t k);

struct PatienceValues {
    double wait_ratio = 0;
    double abandon_ratio = 0;
    double wait_mean = 0;  // Of all, served or not.
    double waiting = 0;
    double throughput = 0;
    double utilization = 0;
};
// Erlang A: who waits leaves after an exponential time of rate theta.
[[nodiscard]] PatienceValues erlang_a(double lam, double mu, std::int64_t c, double theta);
// M/M/c+D: who has not started after `deadline` leaves (Barrer). wait_mean and waiting stay 0.
[[nodiscard]] PatienceValues m_m_c_deadline(double lam, double mu, std::int64_t c, double deadline);

// --- One server, any service
// ----------------------------------------------------------------------

struct Moments {
    double first = 0;
    double second = 0;
    double third = 0;
};
[[nodiscard]] Moments fixed_moments(double mean);
[[nodiscard]] Moments exponential_moments(double mean);
[[nodiscard]] Moments erlang_moments(int phases, double mean);
[[nodiscard]] Moments hyperexponential_moments(double ratio_first, double mean_first,
                                               double mean_second);
[[nodiscard]] Moments weibull_moments(double shape, double mean);
[[nodiscard]] Moments lognormal_moments(double mean, double variation);

struct SingleServerValues {
    double wait_mean = 0;
    double wait_second_fifo = 0;  // Second moment of the waiting time.
    double wait_second_lifo = 0;  // Last come first served, never interrupted.
};
[[nodiscard]] SingleServerValues m_g_1(double lam, const Moments& service);
// M/M/1 served in random order.
[[nodiscard]] double random_order_second_moment(double lam, double mu);

// --- Priorities, networks, loops
// ------------------------------------------------------------------

// Mean waiting times of classes 0 (first) …, never interrupted, c servers, one service rate.
[[nodiscard]] std::vector<double> priority_waits(const std::vector<double>& lams, double mu,
                                                 std::int64_t c);
// Mean sojourn times, one server, interrupted and resumed.
[[nodiscard]] std::vector<double> preemptive_sojourns(const std::vector<double>& lams, double mu);

struct LoopValues {
    double throughput = 0;
    double response = 0;
    double utilization = 0;
    double in_system = 0;
};
[[nodiscard]] LoopValues closed_loop(std::int64_t users, double think, double mu, std::int64_t c);

// --- Retrials
// -------------------------------------------------------------------------------------

struct RetrialValues {
    double orbit = 0;
    double utilization = 0;
    double throughput = 0;
    double block_ratio = 0;  // Share of time with all servers busy.
    double attempt_rate = 0;
    double empty_ratio = 0;  // Nobody served and nobody in orbit.
};
// No line; who is refused tries again after Exp(theta) with probability h, each time. Solved on a
// state space cut off at orbit_max.
[[nodiscard]] RetrialValues m_m_c_retrial(double lam, double mu, int c, double theta, double h,
                                          int orbit_max);

// --- Goodput within a patience of tau
// ---------------------------------------------------------------

// FIFO with at most k in the system; late work is still done.
[[nodiscard]] double goodput_fifo(double lam, double mu, std::int64_t c, std::int64_t k,
                                  double tau);
// LIFO without bound, never interrupted, all servers busy (lam > c mu).
[[nodiscard]] double goodput_lifo(double lam, double mu, std::int64_t c, double tau);
// Share of busy periods of M/M/1 that last at most t.
[[nodiscard]] double busy_period_within(double lam, double mu, double t);

// --- Batch decoding
// ---------------------------------------------------------------------------------

struct BatchValues {
    double capacity = 0;
    double block_ratio = 0;
    double throughput = 0;
    double in_system = 0;
    double batch = 0;
    double sojourn_mean = 0;
    double wait_mean = 0;
    double time_per_token = 0;
};
[[nodiscard]] BatchValues batch_decoding(double lam, double tokens, double t0, double t1,
                                         std::int64_t batch_max, std::int64_t k);

// --- Fluid laws
// -------------------------------------------------------------------------------------

// Attempts per order if every attempt fails and a retry follows with probability h, A at most.
[[nodiscard]] double stuck_amplification(double h, double attempts_max);
// Goodput if refused people retry with probability h and a refusal costs r services.
[[nodiscard]] double refusal_cost_goodput(double lam, double capacity, double h, double r);

}  // namespace br::test
