// The run on the screen and, while two are compared, a second one beside it: the same people, the
// same words of the visitor, other levers. Both stand at the same simulated time whenever
// play_until has reached it. A value, as a Run is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "session/command.h"
#include "session/run.h"

namespace br::session {

class Worlds {
  public:
    explicit Worlds(Run run);
    Worlds(const Worlds& other);
    Worlds& operator=(const Worlds& other);
    Worlds(Worlds&&) noexcept;
    Worlds& operator=(Worlds&&) noexcept;
    ~Worlds();

    // As of Run; the budget is for both together.
    bool play_until(SimTime time, std::uint64_t event_budget);
    bool step(SimTime last);
    void settle();
    std::string apply(const Command& command);
    void take_step(const sim::Action& action);
    // Steps of the campaign up to here have been taken; below 0 at the start.
    [[nodiscard]] SimTime steps_until() const { return steps_until_; }
    void set_steps_until(SimTime time) { steps_until_ = time; }
    void adopt(chat::Language language) { run_.adopt(language); }

    [[nodiscard]] const Run& run() const { return run_; }
    [[nodiscard]] const Run* other() const { return other_.get(); }  // Null without a twin.
    [[nodiscard]] SimTime now() const { return run_.now(); }
    [[nodiscard]] std::uint64_t events() const;     // Of both.
    [[nodiscard]] std::int64_t population() const;  // Of both.
    [[nodiscard]] bool has_stopped() const;         // Either, by a limit of the scenario.
    void fill(Snapshot& snapshot) const;

  private:
    void start_twin(TwinKind kind);
    bool catch_up(std::uint64_t event_budget);

    Run run_;
    std::unique_ptr<Run> other_;
    TwinKind kind_ = TwinKind::never_refuses;
    SimTime since_ = 0;
    SimTime steps_until_ = -1;
    sim::Counts base_;
};

}  // namespace br::session
