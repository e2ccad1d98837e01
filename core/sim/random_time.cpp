#include "sim/random_time.h"

#include <cmath>

#include "base/portable_math.h"
#include "base/rng.h"

namespace br::sim {
namespace {

constexpr double pi = 3.14159265358979323846;

// Gamma function for x >= 1, by Lanczos' series with g = 7, n = 9 (relative error below 1e-14).
double gamma_of(double x) {
    constexpr double coefficients[] = {
        0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
        771.32342877765313,   -176.61502916214059,   12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    const double y = x - 1;
    double sum = coefficients[0];
    for (int i = 1; i < 9; ++i) sum += coefficients[i] / (y + i);
    const double t = y + 7.5;
    return std::sqrt(2 * pi) * portable_pow(t, y + 0.5) * portable_exp(-t) * sum;
}

// The i-th further number from the bits of one draw.
std::uint64_t further(std::uint64_t bits, std::uint64_t i) {
    return mix64(bits + 0x9e3779b97f4a7c15ULL * i);
}

}  // namespace

double mean_ns_of(const RandomTime& time) {
    const auto first = static_cast<double>(time.mean_first);
    const auto second = static_cast<double>(time.mean_second);
    if (time.kind == Distribution::hyperexponential || time.kind == Distribution::bimodal)
        return time.ratio_first * first + (1 - time.ratio_first) * second;
    if (time.kind == Distribution::uniform)
        return (static_cast<double>(time.low) + static_cast<double>(time.high)) / 2;
    return static_cast<double>(time.mean);
}

RandomTimeSampler::RandomTimeSampler(const RandomTime& time) : kind_(time.kind) {
    mean_ns_ = mean_ns_of(time);
    a_ = mean_ns_;
    switch (time.kind) {
        case Distribution::fixed:
        case Distribution::exponential:
            break;
        case Distribution::erlang:
            phases_ = static_cast<int>(time.shape);
            a_ = mean_ns_ / phases_;
            break;
        case Distribution::hyperexponential:
        case Distribution::bimodal:
            a_ = time.ratio_first;
            b_ = static_cast<double>(time.mean_first);
            c_ = static_cast<double>(time.mean_second);
            break;
        case Distribution::lognormal: {
            // If log X is normal with variance v, the squared variation of X is e^v - 1.
            const double v = portable_log(1 + time.variation * time.variation);
            a_ = portable_log(mean_ns_) - v / 2;
            b_ = std::sqrt(v);
            break;
        }
        case Distribution::weibull:
            a_ = mean_ns_ / gamma_of(1 + 1 / time.shape);
            b_ = 1 / time.shape;
            break;
        case Distribution::uniform:
            a_ = static_cast<double>(time.low);
            b_ = static_cast<double>(time.high - time.low);
            break;
    }
}

double RandomTimeSampler::sample_other(std::uint64_t bits) const {
    switch (kind_) {
        case Distribution::erlang: {
            double sum = 0;
            for (int i = 0; i < phases_; ++i)
                sum += standard_exponential(further(bits, static_cast<std::uint64_t>(i)));
            return sum * a_;
        }
        case Distribution::hyperexponential: {
            const double mean = unit_interval(bits) < a_ ? b_ : c_;
            return standard_exponential(further(bits, 1)) * mean;
        }
        case Distribution::bimodal:
            return unit_interval(bits) < a_ ? b_ : c_;
        case Distribution::lognormal: {
            // A normal draw by Box and Muller.
            const double radius = std::sqrt(2 * standard_exponential(bits));
            const double angle = 2 * pi * unit_interval(further(bits, 1));
            return portable_exp(a_ + b_ * radius * portable_sin(angle));
        }
        case Distribution::weibull: {
            const double x = standard_exponential(bits);
            return x > 0 ? a_ * portable_pow(x, b_) : 0;
        }
        case Distribution::uniform:
            return a_ + b_ * unit_interval(bits);
        case Distribution::fixed:
        case Distribution::exponential:
            break;
    }
    return a_;
}

}  // namespace br::sim
