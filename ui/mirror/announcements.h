// What the one polite live region says, and when. It speaks when a state changes, not when a number
// moves: the utilization has three levels with hysteresis, the visitor's order its phases, the bot
// its new lines; refusals are counted and told in one sentence. At most one sentence every two
// seconds; what is overtaken by something newer of its kind is dropped.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ui/view_model.h"
#include "ui/words.h"

namespace br::ui {

class Announcer {
  public:
    // Once a frame. Returns what is to be said now, at most one sentence. time_s never goes back.
    [[nodiscard]] std::vector<std::string> update(const ViewModel& view, const Words& words,
                                                  double time_s);
    // Nothing waits to be said; if something does, another frame is needed before long.
    [[nodiscard]] bool is_quiet() const;

  private:
    enum class Kind : std::uint8_t { notice, visitor, bot, utilization, refusals };
    static constexpr std::size_t kind_count = 5;

    void say(Kind kind, std::string text);
    void watch_utilization(const ViewModel& view);
    void watch_visitor(const ViewModel& view);
    void watch_chat(const ViewModel& view, const Words& words);
    void watch_refusals(const ViewModel& view, const Words& words, double time_s);

    std::array<std::string, kind_count> waiting_;  // Empty: nothing of that kind. By urgency.
    bool is_started_ = false;  // What is there at the start is read, not announced.
    double said_at_s_ = -1e9;
    int utilization_level_ = 0;
    int visitor_phase_ = -1;
    std::uint32_t last_line_ = 0;
    double refused_told_ = 0;
    double refusals_at_s_ = -1e9;
    std::string notice_;
};

}  // namespace br::ui
