#include "support/ledger_model.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/check.h"

namespace br::test {
namespace {

using namespace shop;

constexpr Fen order_fen = 2'000;

// How far a person has come.
enum class Stage : std::uint8_t { nothing, may_claim, claimed, may_hold, held, paid, over };

struct Actor {
    Stage stage = Stage::nothing;
    ClaimTicket claim;
    HoldTicket hold;
    SimTime held_at = -1;
};

struct State {
    explicit State(CampaignCounters start) : counters(std::move(start)) {}

    CampaignCounters counters;
    std::vector<Actor> actors;
    SimTime now = 0;
    bool waited = false;
    std::int64_t from = -1;  // The state before, and what led here.
    LedgerMove move;
};

using Key = std::vector<std::int64_t>;

std::int64_t code_of(const std::optional<Reason>& refusal) {
    return refusal ? static_cast<std::int64_t>(*refusal) : -1;
}

// What the future of a state depends on.
Key key_of(const State& state) {
    const CampaignTotals& totals = state.counters.totals();
    Key key = {state.now,        totals.issued,       totals.used,        totals.reserved_uses,
               totals.spent_fen, totals.reserved_fen, totals.over_issued, totals.over_budget_fen,
               totals.over_used};
    for (std::size_t i = 0; i < state.actors.size(); ++i) {
        const Actor& actor = state.actors[i];
        key.push_back(static_cast<std::int64_t>(actor.stage));
        key.push_back(code_of(actor.claim.refusal));
        key.push_back(code_of(actor.hold.refusal));
        key.push_back(actor.held_at);
        key.push_back(state.counters.cards_available(static_cast<PersonIndex>(i)));
    }
    return key;
}

std::vector<LedgerStep> steps_of(Stage stage) {
    using enum LedgerStep;
    switch (stage) {
        case Stage::nothing:
            return {check_claim};
        case Stage::may_claim:
            return {write_claim};
        case Stage::claimed:
            return {check_reserve};
        case Stage::may_hold:
            return {write_reserve};
        case Stage::held:
            return {commit, release};
        case Stage::paid:
            return {refund};
        case Stage::over:
            break;
    }
    return {};
}

// Plays one step of one person; true if it was refused.
bool play(State& state, int person, LedgerStep step) {
    Actor& actor = state.actors[static_cast<std::size_t>(person)];
    CampaignCounters& counters = state.counters;
    const auto index = static_cast<PersonIndex>(person);
    const auto go_to = [&](const CounterAnswer& answer, Stage next) {
        actor.stage = answer.refusal ? Stage::over : next;
        return answer.refusal.has_value();
    };
    switch (step) {
        case LedgerStep::check_claim:
            actor.claim = counters.check_claim(index, state.now);
            actor.stage = Stage::may_claim;
            return actor.claim.refusal.has_value();
        case LedgerStep::write_claim:
            return go_to(counters.write_claim(actor.claim, state.now), Stage::claimed);
        case LedgerStep::check_reserve:
            actor.hold = counters.check_reserve(index, 1, order_fen, state.now);
            actor.stage = Stage::may_hold;
            return actor.hold.refusal.has_value();
        case LedgerStep::write_reserve:
            actor.held_at = state.now;
            return go_to(counters.write_reserve(actor.hold, state.now), Stage::held);
        case LedgerStep::commit:
            return go_to(counters.commit(index, 1, state.now), Stage::paid);
        case LedgerStep::release:
            return go_to(counters.release(index, 1, state.now), Stage::over);
        case LedgerStep::refund:
            return go_to(counters.refund(index, 1, state.now), Stage::over);
        case LedgerStep::wait:
            break;
    }
    return false;
}

bool breaks_limit(const CampaignTotals& totals, const CampaignLimits& limits) {
    const auto is_over = [](std::int64_t taken, std::int64_t limit) {
        return limit != no_limit && taken > limit;
    };
    return is_over(totals.issued, limits.stock) ||
           is_over(totals.spent_fen + totals.reserved_fen, limits.budget_fen) ||
           is_over(totals.used + totals.reserved_uses, limits.usage_limit);
}

class Checker {
  public:
    Checker(const CampaignLimits& limits, int people) : limits_(limits) {
        State start(CampaignCounters(limits, static_cast<PersonIndex>(people)));
        start.actors.resize(static_cast<std::size_t>(people));
        add(std::move(start));
    }

    ModelCheck run() {
        for (std::size_t i = 0; i < states_.size() && !broken_; ++i) {
            for (std::size_t person = 0; person < states_[i].actors.size(); ++person) {
                for (const LedgerStep step : steps_of(states_[i].actors[person].stage))
                    try_step(i, static_cast<int>(person), step);
            }
            if (!states_[i].waited) try_step(i, 0, LedgerStep::wait);
        }
        ModelCheck result;
        result.states = static_cast<std::int64_t>(states_.size());
        result.moves = moves_;
        if (!broken_) return result;
        result.totals = states_.back().counters.totals();
        for (std::size_t i = states_.size() - 1; states_[i].from >= 0;
             i = static_cast<std::size_t>(states_[i].from)) {
            result.counterexample.push_back(states_[i].move);
        }
        std::reverse(result.counterexample.begin(), result.counterexample.end());
        return result;
    }

  private:
    void try_step(std::size_t from, int person, LedgerStep step) {
        if (broken_) return;
        ++moves_;
        State next = states_[from];
        next.from = static_cast<std::int64_t>(from);
        if (step == LedgerStep::wait) {
            next.waited = true;
            next.now += limits_.hold_ttl;
            next.counters.expire_holds(next.now);
        }
        const bool refused = step != LedgerStep::wait && play(next, person, step);
        next.move = {person, step, refused};
        add(std::move(next));
    }

    void add(State state) {
        if (!seen_.insert(key_of(state)).second) return;
        broken_ = breaks_limit(state.counters.totals(), limits_);
        states_.push_back(std::move(state));
    }

    CampaignLimits limits_;
    std::vector<State> states_;
    std::set<Key> seen_;
    std::int64_t moves_ = 0;
    bool broken_ = false;
};

}  // namespace

std::string_view name_of(LedgerStep step) {
    constexpr std::array<std::string_view, 8> names = {
        "check_claim", "write_claim", "check_reserve", "write_reserve",
        "commit",      "release",     "refund",        "wait"};
    return names[static_cast<std::size_t>(step)];
}

ModelCheck check_ledger(const CampaignLimits& limits, int people) {
    return Checker(limits, people).run();
}

}  // namespace br::test
