// The visitor's own order: what the bot's actions do to the simulation and the wallet, and what is
// seen of it at every look.
#include "base/rng.h"
#include "session/message_text.h"
#include "session/run.h"

namespace br::session {

namespace {

// A wait that is worth a word.
constexpr double wait_told_s = 2;

}  // namespace

void Run::perform(const Action& action) {
    std::visit(
        [this](const auto& wanted) {
            using T = std::decay_t<decltype(wanted)>;
            if constexpr (std::is_same_v<T, PlaceOrder>) place(wanted);
            if constexpr (std::is_same_v<T, RetryOrder>) retry();
            if constexpr (std::is_same_v<T, CancelOrder>) cancel();
            if constexpr (std::is_same_v<T, RefundOrder>) refund();
            if constexpr (std::is_same_v<T, ClaimCard>) claim();
            if constexpr (std::is_same_v<T, InviteFriends>) invite(wanted.count);
        },
        action);
}

void Run::place(const PlaceOrder& wanted) {
    if (order_.is_open()) return;
    if (wanted.price.claims_card) {
        const auto reply = wallet_.claim(clock());
        BR_CHECK(reply.result.has_value());  // The price was made from this at the same instant.
    }
    const std::int64_t number = order_.number + 1;
    order_ = {};
    order_.number = number;
    order_.draft = wanted.draft;
    order_.priced = wanted.priced;
    order_.price = wanted.price;
    order_.price.claims_card = false;
    order_.placed = now();
    order_.hold = ++holds_;
    order_.person = simulation_.add_visitor(roles_.customer_class);
    add_bot_line(dialogue_.tell_placed(world_of(simulation_.snapshot())));
}

void Run::retry() {
    if (order_.is_open() || order_.number == 0) return;
    const sim::VisitorPhase phase = simulation_.visitor(order_.person).phase;
    ++order_.attempt;
    order_.placed = now();
    order_.hold = ++holds_;
    order_.is_held = false;
    order_.told_place = false;
    order_.outcome = Outcome::none;
    using Phase = sim::VisitorPhase;
    const bool has_ended = phase == Phase::refused || phase == Phase::timed_out ||
                           phase == Phase::gave_up || phase == Phase::failed;
    if (has_ended)
        simulation_.retry_visitor(order_.person);
    else  // The backend did its part, the card did not: somebody new as far as it can tell.
        order_.person = simulation_.add_visitor(roles_.customer_class);
    add_bot_line(dialogue_.tell_placed(world_of(simulation_.snapshot())));
}

void Run::cancel() {
    if (!order_.is_open()) return;
    if (!simulation_.cancel_visitor(order_.person))
        return add_bot_line(dialogue_.tell_not_cancelled());
    if (order_.is_held) wallet_.release(clock(), order_.hold);
    order_.is_held = false;
    end_order(Outcome::cancelled, simulation_.snapshot());
}

void Run::refund() {
    if (order_.outcome != Outcome::served) return;
    const auto reply = wallet_.refund(clock(), order_.hold);
    BR_CHECK(reply.result.has_value());
    order_.outcome = Outcome::refunded;
    add_bot_line(
        dialogue_.tell_refunded(world_of(simulation_.snapshot()), reply.result->refund_fen));
}

void Run::claim() {
    if (wallet_.cards_claimed() > 0) return;
    const auto reply = wallet_.claim(clock());
    std::optional<shop::Reason> reason;
    if (!reply.result) reason = reply.result.error().reason;
    add_bot_line(dialogue_.tell_cards(world_of(simulation_.snapshot()), reason ? 0 : 1, reason));
}

void Run::invite(std::int64_t count) {
    std::int64_t done = 0;
    std::optional<shop::Reason> reason;
    while (done < count && !reason) {
        const auto reply = wallet_.invite(clock());
        if (!reply.result) {
            reason = reply.result.error().reason;
            break;
        }
        ++done;
        // The friend has a card too and comes to use it, by nobody's request but their own.
        simulation_.add_visitor(roles_.customer_class, true);
    }
    add_bot_line(dialogue_.tell_cards(world_of(simulation_.snapshot()), done, reason));
}

// False if the card could not be held; the order has then ended.
bool Run::hold_card(const sim::Snapshot& backend) {
    const auto reply =
        wallet_.hold(clock(), order_.hold, order_.priced.cart, order_.price.uses_card);
    if (reply.result) {
        order_.is_held = true;
        return true;
    }
    order_.facts.card_reason = reply.result.error().reason;
    simulation_.cancel_visitor(order_.person);
    end_order(Outcome::card_refused, backend);
    return false;
}

void Run::look_at_order(const sim::Snapshot& backend) {
    const sim::VisitorState state = simulation_.visitor(order_.person);
    const bool waits =
        state.phase == sim::VisitorPhase::waiting || state.phase == sim::VisitorPhase::held;
    if (waits && !order_.told_place && state.wait_estimate_s >= wait_told_s) {
        order_.told_place = true;
        add_bot_line(dialogue_.tell_place_in_line(world_of(backend)));
    }
    const int booking = roles_.ledger >= 0 ? roles_.ledger : roles_.model;
    if (!order_.is_held && has_passed(*scenario_, roles_, state, booking)) {
        if (!hold_card(backend)) return;
        if (order_.price.uses_card) add_bot_line(dialogue_.tell_held(world_of(backend)));
    }
    const Outcome outcome = outcome_of(*scenario_, roles_, state);
    if (outcome == Outcome::none) return;
    if (outcome == Outcome::served) {
        const auto paid = wallet_.commit(clock(), order_.hold);
        return end_order(paid.result ? Outcome::served : Outcome::hold_ran_out, backend);
    }
    if (order_.is_held) wallet_.release(clock(), order_.hold);
    order_.is_held = false;
    end_order(outcome, backend);
}

void Run::end_order(Outcome outcome, const sim::Snapshot& backend) {
    const sim::VisitorState state = simulation_.visitor(order_.person);
    const shop::Reason card_reason = order_.facts.card_reason;
    order_.outcome = outcome;
    order_.facts = facts_of(*scenario_, backend, state, order_.placed);
    order_.facts.card_reason = card_reason;
    add_bot_line(dialogue_.tell_end(world_of(backend)));
}

double Run::order_rest_s() const {
    if (!order_.is_open()) return -1;
    const sim::VisitorState state = simulation_.visitor(order_.person);
    double rest_s = state.wait_estimate_s;
    const auto& people = scenario_->classes[static_cast<std::size_t>(roles_.customer_class)];
    for (const int station : people.route) {
        if (has_passed(*scenario_, roles_, state, station)) continue;
        rest_s += to_seconds(scenario_->stations[static_cast<std::size_t>(station)].service.mean) *
                  people.service_factor;
    }
    return rest_s;
}

std::uint64_t Run::digest() const {
    std::uint64_t hash = mix64(simulation_.digest() + wallet_.digest());
    const auto add = [&hash](std::uint64_t value) {
        hash = mix64(hash ^ value) + 0x9e3779b97f4a7c15ULL;
    };
    const auto add_text = [&add](std::string_view text) {
        for (const char c : text) add(static_cast<unsigned char>(c));
    };
    add(static_cast<std::uint64_t>(now()));
    for (const ChatLine& line : chat_) {
        add(line.id);
        add(static_cast<std::uint64_t>(line.at));
        add_text(line.text);
        for (const Message& message : line.messages) {
            add_text(message.key);
            add(static_cast<std::uint64_t>(message.variant));
            for (const MessageArgument& argument : message.arguments) {
                add_text(argument.text);
                add(__builtin_bit_cast(std::uint64_t, argument.number));
            }
        }
    }
    for (int i = 0; i < lever_count; ++i)
        add(__builtin_bit_cast(std::uint64_t, levers_.value(static_cast<Lever>(i))));
    return hash;
}

}  // namespace br::session
