#include "support/closed_forms.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace br::test {

std::vector<double> birth_death(std::int64_t states, const std::function<double(std::int64_t)>& up,
                                const std::function<double(std::int64_t)>& down) {
    // In logarithms, as the largest weight may be far from the first.
    std::vector<double> logs(static_cast<std::size_t>(states), 0.0);
    for (std::int64_t n = 1; n < states; ++n)
        logs[static_cast<std::size_t>(n)] =
            logs[static_cast<std::size_t>(n - 1)] + std::log(up(n - 1) / down(n));
    const double largest = *std::max_element(logs.begin(), logs.end());
    for (double& p : logs) p = std::exp(p - largest);
    const double sum = std::accumulate(logs.begin(), logs.end(), 0.0);
    for (double& p : logs) p /= sum;
    return logs;
}

double erlang_b(double a, std::int64_t c) {
    double b = 1;
    for (std::int64_t k = 1; k <= c; ++k) b = a * b / (static_cast<double>(k) + a * b);
    return b;
}

double erlang_c(double a, std::int64_t c) {
    const double b = erlang_b(a, c);
    return b / (1 - a / static_cast<double>(c) * (1 - b));
}

LineValues m_m_c(double lam, double mu, std::int64_t c) {
    BR_CHECK(lam < static_cast<double>(c) * mu);
    const double a = lam / mu;
    const double spare = static_cast<double>(c) * mu - lam;
    LineValues v;
    v.wait_ratio = erlang_c(a, c);
    v.wait_mean = v.wait_ratio / spare;
    v.sojourn_mean = v.wait_mean + 1 / mu;
    v.waiting = lam * v.wait_mean;
    v.in_system = lam * v.sojourn_mean;
    v.wait_variance = v.wait_ratio * (2 - v.wait_ratio) / (spare * spare);
    return v;
}

double m_m_c_wait_within(double lam, double mu, std::int64_t c, double t) {
    return 1 - erlang_c(lam / mu, c) * std::exp(-(static_cast<double>(c) * mu - lam) * t);
}

BoundedValues m_m_c_k(double lam, double mu, std::int64_t c, std::int64_t k) {
    const auto busy = [c](std::int64_t n) { return static_cast<double>(std::min(n, c)); };
    BoundedValues v;
    v.p = birth_death(
        k + 1, [lam](std::int64_t) { return lam; }, [&](std::int64_t n) { return busy(n) * mu; });
    double in_service = 0;
    for (std::int64_t n = 0; n <= k; ++n) {
        const double p = v.p[static_cast<std::size_t>(n)];
        v.in_system += p * static_cast<double>(n);
        in_service += p * busy(n);
    }
    v.block_ratio = v.p.back();
    v.throughput = lam * (1 - v.block_ratio);
    v.utilization = in_service / static_cast<double>(c);
    v.waiting = v.in_system - in_service;
    v.sojourn_accepted = v.in_system / v.throughput;
    v.wait_accepted = v.waiting / v.throughput;
    return v;
}

PatienceValues erlang_a(double lam, double mu, std::int64_t c, double theta) {
    const auto busy = [c](std::int64_t n) { return static_cast<double>(std::min(n, c)); };
    const auto waiting = [c](std::int64_t n) {
        return static_cast<double>(std::max<std::int64_t>(n - c, 0));
    };
    // Beyond this state the leaving rate exceeds any arrival rate by far.
    const auto states =
        static_cast<std::int64_t>(static_cast<double>(c) + 20 * (lam / theta + 10)) + 200;
    const std::vector<double> p = birth_death(
        states, [lam](std::int64_t) { return lam; },
        [&](std::int64_t n) { return busy(n) * mu + waiting(n) * theta; });
    PatienceValues v;
    double in_service = 0;
    for (std::int64_t n = 0; n < states; ++n) {
        const double weight = p[static_cast<std::size_t>(n)];
        v.waiting += weight * waiting(n);
        in_service += weight * busy(n);
        if (n >= c) v.wait_ratio += weight;
    }
    v.throughput = in_service * mu;
    v.abandon_ratio = v.waiting * theta / lam;
    v.wait_mean = v.waiting / lam;
    v.utilization = in_service / static_cast<double>(c);
    return v;
}

PatienceValues m_m_c_deadline(double lam, double mu, std::int64_t c, double deadline) {
    const double capacity = static_cast<double>(c) * mu;
    const double a = lam / mu;
    // eps = sum over j < c of (a^j / j!) by (a^(c-1) / (c-1)!), from the last term back.
    double eps = 0;
    double term = 1;
    for (std::int64_t j = c - 1; j >= 0; --j) {
        eps += term;
        term *= static_cast<double>(j) / a;
    }
    const double k = lam - capacity;
    const double growth = std::exp(k * deadline);
    const double j = k == 0 ? deadline + 1 / capacity : (growth - 1) / k + growth / capacity;
    PatienceValues v;
    v.abandon_ratio = (1 + k * j) / (eps + lam * j);
    v.wait_ratio = lam * j / (eps + lam * j);
    v.throughput = lam * (1 - v.abandon_ratio);
    v.utilization = v.throughput / capacity;
    return v;
}

Moments fixed_moments(double mean) {
    return {mean, mean * mean, mean * mean * mean};
}
Moments exponential_moments(double mean) {
    return {mean, 2 * mean * mean, 6 * mean * mean * mean};
}
Moments erlang_moments(int phases, double mean) {
    const double n = phases;
    const double stage = mean / n;
    return {mean, n * (n + 1) * stage * stage, n * (n + 1) * (n + 2) * stage * stage * stage};
}
Moments hyperexponential_moments(double ratio_first, double mean_first, double mean_second) {
    const Moments x = exponential_moments(mean_first);
    const Moments y = exponential_moments(mean_second);
    const auto mix = [q = ratio_first](double u, double v) { return q * u + (1 - q) * v; };
    return {mix(x.first, y.first), mix(x.second, y.second), mix(x.third, y.third)};
}
Moments weibull_moments(double shape, double mean) {
    const double scale = mean / std::tgamma(1 + 1 / shape);
    return {mean, scale * scale * std::tgamma(1 + 2 / shape),
            scale * scale * scale * std::tgamma(1 + 3 / shape)};
}
Moments lognormal_moments(double mean, double variation) {
    const double w = 1 + variation * variation;
    return {mean, mean * mean * w, mean * mean * mean * w * w * w};
}

SingleServerValues m_g_1(double lam, const Moments& service) {
    const double rho = lam * service.first;
    SingleServerValues v;
    v.wait_mean = lam * service.second / (2 * (1 - rho));
    v.wait_second_fifo = 2 * v.wait_mean * v.wait_mean + lam * service.third / (3 * (1 - rho));
    v.wait_second_lifo = v.wait_second_fifo / (1 - rho);
    return v;
}

double random_order_second_moment(double lam, double mu) {
    const double fifo = m_g_1(lam, exponential_moments(1 / mu)).wait_second_fifo;
    return fifo * 2 / (2 - lam / mu);
}

std::vector<double> priority_waits(const std::vector<double>& lams, double mu, std::int64_t c) {
    const double capacity = static_cast<double>(c) * mu;
    const double total = std::accumulate(lams.begin(), lams.end(), 0.0);
    const double residual = erlang_c(total / mu, c) / capacity;
    std::vector<double> waits;
    double sum = 0;
    for (const double lam : lams) {
        const double before = sum;
        sum += lam / capacity;
        waits.push_back(residual / ((1 - before) * (1 - sum)));
    }
    return waits;
}

std::vector<double> preemptive_sojourns(const std::vector<double>& lams, double mu) {
    std::vector<double> sojourns;
    double sum = 0;
    for (const double lam : lams) {
        const double before = sum;
        sum += lam / mu;
        // Residual work of the classes up to this one, all with exponential service.
        sojourns.push_back(1 / mu / (1 - before) + sum / mu / ((1 - before) * (1 - sum)));
    }
    return sojourns;
}

LoopValues closed_loop(std::int64_t users, double think, double mu, std::int64_t c) {
    const auto busy = [c](std::int64_t n) { return static_cast<double>(std::min(n, c)); };
    const std::vector<double> p = birth_death(
        users + 1, [&](std::int64_t n) { return static_cast<double>(users - n) / think; },
        [&](std::int64_t n) { return busy(n) * mu; });
    LoopValues v;
    for (std::int64_t n = 0; n <= users; ++n) {
        v.in_system += p[static_cast<std::size_t>(n)] * static_cast<double>(n);
        v.throughput += p[static_cast<std::size_t>(n)] * busy(n) * mu;
    }
    v.response = v.in_system / v.throughput;
    v.utilization = v.throughput / (static_cast<double>(c) * mu);
    return v;
}

BatchValues batch_decoding(double lam, double tokens, double t0, double t1, std::int64_t batch_max,
                           std::int64_t k) {
    const auto batch = [batch_max](std::int64_t n) {
        return static_cast<double>(std::min(n, batch_max));
    };
    const std::vector<double> p = birth_death(
        k + 1, [lam](std::int64_t) { return lam; },
        [&](std::int64_t n) { return batch(n) / (tokens * (t0 + t1 * batch(n))); });
    BatchValues v;
    double waiting = 0;
    for (std::int64_t n = 0; n <= k; ++n) {
        const double weight = p[static_cast<std::size_t>(n)];
        v.in_system += weight * static_cast<double>(n);
        v.batch += weight * batch(n);
        waiting += weight * (static_cast<double>(n) - batch(n));
    }
    const auto b = static_cast<double>(batch_max);
    v.capacity = b / (tokens * (t0 + t1 * b));
    v.block_ratio = p.back();
    v.throughput = lam * (1 - v.block_ratio);
    v.sojourn_mean = v.in_system / v.throughput;
    v.wait_mean = waiting / v.throughput;
    v.time_per_token = (v.sojourn_mean - v.wait_mean) / tokens;
    return v;
}

double stuck_amplification(double h, double attempts_max) {
    return (1 - std::pow(h, attempts_max)) / (1 - h);
}

double refusal_cost_goodput(double lam, double capacity, double h, double r) {
    return (capacity * (1 - h) - r * lam) / (1 - h - r);
}

}  // namespace br::test
