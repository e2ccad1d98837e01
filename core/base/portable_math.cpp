#include "base/portable_math.h"

#include <cmath>
#include <limits>

#include "base/check.h"

namespace br {
namespace {

// ln 2 in two parts: the first has 32 trailing zero bits, so k * ln2_high is exact for |k| < 2048.
constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;

}  // namespace

double portable_log(double x) {
    BR_CHECK(x > 0 && x <= std::numeric_limits<double>::max());
    int exponent = 0;
    double m = std::frexp(x, &exponent);  // In [0.5, 1).
    if (m < 0.70710678118654752) {
        m *= 2;
        --exponent;
    }
    // log m = 2 atanh(s) with s = (m - 1) / (m + 1), |s| <= 0.1716: odd series to s^21.
    const double f = m - 1;
    const double s = f / (m + 1);
    const double z = s * s;
    double series = 1.0 / 21;
    for (int n = 19; n >= 3; n -= 2) series = series * z + 1.0 / n;
    const double k = exponent;
    // 2 s = f - f s, which keeps the leading term exact near 1.
    const double tail = s * (2 * z * series - f) + k * ln2_low;
    return k * ln2_high + (f + tail);
}

double portable_exp(double x) {
    if (x != x) return x;
    if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
    if (x < -745.2) return 0;
    const double scaled = x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5);
    const int k = static_cast<int>(scaled);
    const double r = (x - k * ln2_high) - k * ln2_low;  // |r| <= 0.35
    double series = 1;
    for (int n = 17; n >= 1; --n) series = series * r / n + 1;
    return std::ldexp(series, k);
}

double portable_pow(double base, double exponent) {
    BR_CHECK(base > 0);
    return portable_exp(exponent * portable_log(base));
}

double portable_sin(double x) {
    BR_CHECK(x > -1e6 && x < 1e6);
    constexpr double pi = 3.14159265358979323846;
    const double scaled = x / pi + (x < 0 ? -0.5 : 0.5);
    const auto k = static_cast<long long>(scaled);
    // pi in three parts, the first two short enough that k times them is exact (Cody and Waite).
    const auto n_pi = static_cast<double>(k);
    const double r =
        ((x - n_pi * (4 * 7.85398125648498535156e-1)) - n_pi * (4 * 3.77489470793079817668e-8)) -
        n_pi * (4 * 2.69515142907905952645e-15);
    const double z = r * r;
    double series = 1;
    for (int n = 21; n >= 3; n -= 2) series = 1 - series * z / (n * (n - 1));
    return (k % 2 == 0 ? 1 : -1) * r * series;
}

}  // namespace br
