// The values that need numerical work: a linear system, a quadrature, gamma tails.
#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "support/closed_forms.h"

namespace br::test {
namespace {

using Matrix = std::vector<std::vector<double>>;

// Solves a x = b for several right sides at once, by elimination with pivots; b becomes x.
void solve(Matrix a, Matrix& b) {
    const std::size_t n = a.size();
    for (std::size_t col = 0; col < n; ++col) {
        std::size_t pivot = col;
        for (std::size_t row = col + 1; row < n; ++row)
            if (std::fabs(a[row][col]) > std::fabs(a[pivot][col])) pivot = row;
        BR_CHECK(a[pivot][col] != 0);
        std::swap(a[pivot], a[col]);
        std::swap(b[pivot], b[col]);
        for (std::size_t row = 0; row < n; ++row) {
            if (row == col) continue;
            const double factor = a[row][col] / a[col][col];
            if (factor == 0) continue;
            for (std::size_t j = col; j < n; ++j) a[row][j] -= factor * a[col][j];
            for (std::size_t j = 0; j < b[row].size(); ++j) b[row][j] -= factor * b[col][j];
        }
    }
    for (std::size_t row = 0; row < n; ++row)
        for (double& value : b[row]) value /= a[row][row];
}

Matrix transpose(const Matrix& m) {
    Matrix t(m.size(), std::vector<double>(m.size()));
    for (std::size_t i = 0; i < m.size(); ++i)
        for (std::size_t j = 0; j < m.size(); ++j) t[j][i] = m[i][j];
    return t;
}

// e^-z I1(z), by the integral (1/pi) int_0^pi e^(z (cos t - 1)) cos t dt with the trapezoidal rule,
// which converges faster than any power for a periodic function.
double scaled_bessel_i1(double z) {
    constexpr int steps = 400;
    double sum = 0;
    for (int i = 0; i <= steps; ++i) {
        const double t = 3.14159265358979323846 * i / steps;
        const double weight = i == 0 || i == steps ? 0.5 : 1.0;
        sum += weight * std::exp(z * (std::cos(t) - 1)) * std::cos(t);
    }
    return sum / steps;
}

// Density of the busy period of M/M/1 at t > 0.
double busy_density(double lam, double mu, double t) {
    const double root = std::sqrt(lam * mu);
    const double exponent = -(lam + mu - 2 * root) * t;
    return std::sqrt(mu / lam) / t * std::exp(exponent) * scaled_bessel_i1(2 * t * root);
}

// Integral of f over [0, b] by Simpson's rule.
template <class F>
double integrate(F f, double b, int steps) {
    const double h = b / steps;
    double sum = f(0.0) + f(b);
    for (int i = 1; i < steps; ++i) sum += (i % 2 == 1 ? 4.0 : 2.0) * f(h * i);
    return sum * h / 3;
}

// At 0 the density is mu (I1(x) ~ x/2).
double busy_density_from_0(double lam, double mu, double t) {
    return t <= 0 ? mu : busy_density(lam, mu, t);
}

// P(sum of n exponentials of rate 1 <= z) = e^-z (z^n/n! + …): no difference of near numbers.
double erlang_within(std::int64_t n, double z) {
    if (n == 0) return 1;
    const auto count = static_cast<double>(n);
    double term = std::exp(count * std::log(z) - z - std::lgamma(count + 1));
    double sum = 0;
    for (double i = count + 1; term > sum * 1e-18 && i < count + 10'000; ++i) {
        sum += term;
        term *= z / i;
    }
    return sum;
}

// P(sum of `waits` exponentials of rate fast + one of rate slow <= t).
double erlang_plus_exponential_within(std::int64_t waits, double fast, double slow, double t) {
    if (waits == 0) return 1 - std::exp(-slow * t);
    if (fast == slow) return erlang_within(waits + 1, fast * t);
    const double ratio = fast / (fast - slow);
    return erlang_within(waits, fast * t) - std::exp(-slow * t) *
                                                std::pow(ratio, static_cast<double>(waits)) *
                                                erlang_within(waits, (fast - slow) * t);
}

// Servers without a line and an orbit, as a chain of levels (how many are in orbit). From (i, j), i
// busy and j in orbit: an arrival makes i + 1 if i < c, else j + 1 with probability h; a service
// makes i - 1; a retry, rate j theta, makes (i + 1, j - 1) if i < c, else j - 1 with probability
// 1 - h. Only the states with all servers busy go up a level, so that level j is the weight of the
// full state of level j - 1 times one row r(j).
struct RetrialChain {
    double lam, mu, theta, h;
    std::size_t size;  // Servers + 1.
    int orbit_max;

    [[nodiscard]] Matrix local(int j) const {
        Matrix m(size, std::vector<double>(size, 0.0));
        for (std::size_t i = 0; i < size; ++i) {
            const bool full = i + 1 == size;
            const double served = static_cast<double>(i) * mu;
            if (!full) m[i][i + 1] += lam;
            if (i > 0) m[i][i - 1] += served;
            m[i][i] -= (full ? (j < orbit_max ? lam * h : 0.0) : lam) + served;
            m[i][i] -= j * theta * (full ? 1 - h : 1.0);
        }
        return m;
    }
    // Adds what comes back from level j + 1, given its row.
    void add_return(Matrix& m, int j, const std::vector<double>& row) const {
        for (std::size_t i = 0; i + 1 < size; ++i) m[size - 1][i + 1] += row[i] * (j + 1) * theta;
        m[size - 1][size - 1] += row[size - 1] * (j + 1) * theta * (1 - h);
    }
    // r(1) … r(orbit_max), from the top down; r(0) is empty.
    [[nodiscard]] Matrix rows() const {
        Matrix all(static_cast<std::size_t>(orbit_max) + 1);
        for (int j = orbit_max; j >= 1; --j) {
            Matrix m = local(j);
            if (j < orbit_max) add_return(m, j, all[static_cast<std::size_t>(j) + 1]);
            Matrix right(size, std::vector<double>(1, 0.0));
            right[size - 1][0] = -lam * h;
            solve(transpose(m), right);
            for (const auto& value : right) all[static_cast<std::size_t>(j)].push_back(value[0]);
        }
        return all;
    }
    // Level 0 up to a factor: its first weight is 1.
    [[nodiscard]] std::vector<double> first_level(const std::vector<double>& row_1) const {
        Matrix m = local(0);
        add_return(m, 0, row_1);
        Matrix a = transpose(m);
        a[0].assign(size, 0.0);
        a[0][0] = 1;
        Matrix b(size, std::vector<double>(1, 0.0));
        b[0][0] = 1;
        solve(a, b);
        std::vector<double> level;
        for (const auto& value : b) level.push_back(value[0]);
        return level;
    }
};

}  // namespace

double goodput_fifo(double lam, double mu, std::int64_t c, std::int64_t k, double tau) {
    const BoundedValues bounded = m_m_c_k(lam, mu, c, k);
    double in_time = 0;
    for (std::int64_t n = 0; n < k; ++n) {
        const double p = bounded.p[static_cast<std::size_t>(n)];
        if (p < 1e-40) continue;
        const std::int64_t waits = n < c ? 0 : n - c + 1;
        in_time += p * erlang_plus_exponential_within(waits, static_cast<double>(c) * mu, mu, tau);
    }
    return lam * in_time;
}

double busy_period_within(double lam, double mu, double t) {
    return integrate([&](double x) { return busy_density_from_0(lam, mu, x); }, t, 20'000);
}

double goodput_lifo(double lam, double mu, std::int64_t c, double tau) {
    const double capacity = static_cast<double>(c) * mu;
    return lam * integrate(
                     [&](double x) {
                         return busy_density_from_0(lam, capacity, x) *
                                (1 - std::exp(-mu * (tau - x)));
                     },
                     tau, 20'000);
}

RetrialValues m_m_c_retrial(double lam, double mu, int c, double theta, double h, int orbit_max) {
    const RetrialChain chain{lam, mu, theta, h, static_cast<std::size_t>(c + 1), orbit_max};
    const Matrix rows = chain.rows();
    std::vector<double> level = chain.first_level(rows[1]);
    RetrialValues v;
    double total = 0;
    double busy = 0;
    double full = 0;
    const double empty = level[0];
    for (int j = 0;; ++j) {
        for (std::size_t i = 0; i < chain.size; ++i) {
            total += level[i];
            busy += level[i] * static_cast<double>(i);
            v.orbit += level[i] * j;
        }
        const double from = level.back();
        full += from;
        if (j == orbit_max) break;
        for (std::size_t i = 0; i < chain.size; ++i)
            level[i] = from * rows[static_cast<std::size_t>(j) + 1][i];
    }
    v.orbit /= total;
    v.utilization = busy / total / c;
    v.throughput = busy / total * mu;
    v.block_ratio = full / total;
    v.attempt_rate = lam + theta * v.orbit;
    v.empty_ratio = empty / total;
    return v;
}

}  // namespace br::test
