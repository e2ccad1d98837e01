// From numbers to pixels: the one place per chart where that happens, and the way back for a
// pointer. Linear or logarithmic; a logarithmic scale takes what is not above its floor as the
// floor.
#pragma once

#include <vector>

namespace br::ui {

enum class ScaleKind : unsigned char { linear, logarithmic };

class Scale {
  public:
    // Requires low < high, and low > 0 if logarithmic. The pixel range may run either way.
    Scale(ScaleKind kind, double low, double high, float pixel_low, float pixel_high);

    [[nodiscard]] float pixel(double value) const;  // Clamped to the scale's ends.
    [[nodiscard]] double value(float pixel) const;  // Clamped likewise.
    [[nodiscard]] double low() const { return low_; }
    [[nodiscard]] double high() const { return high_; }
    [[nodiscard]] ScaleKind kind() const { return kind_; }

  private:
    [[nodiscard]] double position(double value) const;

    ScaleKind kind_;
    double low_;
    double high_;
    float pixel_low_;
    float pixel_high_;
};

// Round numbers from low to high, at most count_max of them (at least 2): 1, 2 or 5 times a power
// of ten apart.
[[nodiscard]] std::vector<double> linear_ticks(double low, double high, int count_max);

// Powers of ten from low to high; every second or third if there would be more than count_max.
[[nodiscard]] std::vector<double> log_ticks(double low, double high, int count_max);

// Spans of time that people know, from low to high, in seconds: 0.1 s, 1 s, 10 s, 1 min, 10 min, …
[[nodiscard]] std::vector<double> duration_ticks(double low, double high);

// Ends of a logarithmic scale for values up to peak: whole powers of ten, at least one decade, at
// most decades_max.
struct Range {
    double low = 1;
    double high = 10;
};
[[nodiscard]] Range log_range(double floor, double peak, int decades_max);

// Ends of a linear scale from 0 for values up to peak: a round number not below it.
[[nodiscard]] Range linear_range(double peak);

// Steps of a clock for so long a span, in seconds: 1 min, 5 min, 15 min, 1 h, 3 h, 6 h, 1 d, …
[[nodiscard]] double clock_step_s(double span_s, int count_max);

}  // namespace br::ui
