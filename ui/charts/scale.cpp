#include "ui/charts/scale.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace br::ui {
namespace {

// The step of 1, 2 or 5 times a power of ten that gives at most count_max ticks over the span.
double round_step(double span, int count_max) {
    const double rough = span / std::max(count_max - 1, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        const double step = factor * power;
        const double count = std::floor(span / step * (1 + 1e-9)) + 1;
        if (step >= rough * (1 - 1e-9) && count <= count_max) return step;
    }
    return 20 * power;
}

}  // namespace

Scale::Scale(ScaleKind kind, double low, double high, float pixel_low, float pixel_high)
    : kind_(kind), low_(low), high_(high), pixel_low_(pixel_low), pixel_high_(pixel_high) {
    BR_CHECK(low < high);
    BR_CHECK(kind == ScaleKind::linear || low > 0);
}

double Scale::position(double value) const {
    if (!(value > low_)) return 0;  // Also what is no number.
    if (value >= high_) return 1;
    if (kind_ == ScaleKind::linear) return (value - low_) / (high_ - low_);
    return std::log(value / low_) / std::log(high_ / low_);
}

float Scale::pixel(double value) const {
    return pixel_low_ + static_cast<float>(position(value)) * (pixel_high_ - pixel_low_);
}

double Scale::value(float pixel) const {
    const float extent = pixel_high_ - pixel_low_;
    const double share =
        extent == 0 ? 0 : std::clamp(static_cast<double>((pixel - pixel_low_) / extent), 0.0, 1.0);
    if (kind_ == ScaleKind::linear) return low_ + share * (high_ - low_);
    return low_ * std::pow(high_ / low_, share);
}

std::vector<double> linear_ticks(double low, double high, int count_max) {
    BR_CHECK(low < high);
    const double step = round_step(high - low, std::max(count_max, 2));
    std::vector<double> ticks;
    const double slack = step * 1e-9;
    for (double i = std::ceil((low - slack) / step); i * step <= high + slack; ++i) {
        ticks.push_back(i * step);
    }
    return ticks;
}

std::vector<double> log_ticks(double low, double high, int count_max) {
    BR_CHECK(low > 0);
    BR_CHECK(low < high);
    const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
    int every = 1;
    while ((last - first) / every + 1 > std::max(count_max, 2)) ++every;
    std::vector<double> ticks;
    for (int power = first; power <= last; power += every) ticks.push_back(std::pow(10.0, power));
    return ticks;
}

std::vector<double> duration_ticks(double low, double high) {
    std::vector<double> ticks;
    for (const double span : {0.1, 1.0, 10.0, 60.0, 600.0, 3600.0, 36'000.0, 864'000.0}) {
        if (span >= low * (1 - 1e-9) && span <= high * (1 + 1e-9)) ticks.push_back(span);
    }
    return ticks;
}

Range log_range(double floor, double peak, int decades_max) {
    BR_CHECK(floor > 0);
    const double high_power = std::ceil(std::log10(std::max(peak, floor * 10)) - 1e-9);
    const double low_power =
        std::max(std::floor(std::log10(floor) + 1e-9), high_power - decades_max);
    return {std::pow(10.0, low_power), std::pow(10.0, high_power)};
}

Range linear_range(double peak) {
    if (!(peak > 0)) return {0, 1};
    const double power = std::pow(10.0, std::floor(std::log10(peak)));
    for (const double factor : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (factor * power >= peak * (1 - 1e-12)) return {0, factor * power};
    }
    return {0, 10 * power};
}

double clock_step_s(double span_s, int count_max) {
    constexpr double minute = 60;
    constexpr double hour = 3600;
    constexpr double day = 86400;
    for (const double step : {minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour,
                              3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day}) {
        if (span_s / step <= count_max) return step;
    }
    return 28 * day;
}

}  // namespace br::ui
