// Elementary functions made of + - * /, frexp and ldexp only, so that they give the same bits with
// every compiler and in every browser (compiled with -ffp-contract=off). Relative error is below
// 1e-15 for log and exp over the whole range, which the tests compare with the C library.
#pragma once

namespace br {

// Natural logarithm. Requires x > 0 and finite.
[[nodiscard]] double portable_log(double x);
// e to the x; 0 below -745, infinity above 709.78.
[[nodiscard]] double portable_exp(double x);
// base to the exponent. Requires base > 0.
[[nodiscard]] double portable_pow(double base, double exponent);
// Sine of an angle in radians. Requires |x| < 1e6.
[[nodiscard]] double portable_sin(double x);

}  // namespace br
