#include "shop/campaign_counters.h"

#include <algorithm>

#include "base/check.h"

namespace br::shop {
namespace {

constexpr SimDuration day_length = hours(24);

bool is_below(std::int64_t taken, std::int64_t limit) {
    return limit == no_limit || taken < limit;
}

}  // namespace

CampaignCounters::CampaignCounters(const CampaignLimits& limits, PersonIndex person_count)
    : limits_(limits), people_(person_count) {
    BR_CHECK(limits.stock >= 0);
    BR_CHECK(limits.budget_fen >= 0);
    BR_CHECK(limits.usage_limit >= 0);
    BR_CHECK(limits.card_cap_fen >= 0);
    BR_CHECK(limits.card_cap_fen <= INT32_MAX);
    BR_CHECK(limits.min_payable_fen >= 0);
    BR_CHECK(limits.hold_ttl > 0);
}

void CampaignCounters::grow(PersonIndex person_count) {
    BR_CHECK(person_count >= people_.size());
    people_.resize(person_count);
}

void CampaignCounters::forget(PersonIndex index) {
    BR_CHECK(index < people_.size());
    BR_CHECK(people_[index].stage != Stage::held);
    people_[index] = Person{};
}

std::optional<Reason> CampaignCounters::claim_refusal(const Person& person, SimTime now) const {
    if (now < limits_.starts) return Reason::campaign_not_started;
    if (now >= limits_.ends) return Reason::campaign_ended;
    if (issuing_paused_) return Reason::issuing_paused;
    if (person.claimed == UINT16_MAX) return Reason::user_claim_limit;
    if (!is_below(person.claimed, limits_.claim_limit)) return Reason::user_claim_limit;
    if (limits_.stock != no_limit && limits_.stock <= 0) return Reason::stock_exhausted;
    return {};
}

ClaimTicket CampaignCounters::check_claim(PersonIndex index, SimTime now) {
    expire_holds(now);
    BR_CHECK(index < people_.size());
    return {index, claim_refusal(people_[index], now)};
}

CounterAnswer CampaignCounters::write_claim(const ClaimTicket& ticket, SimTime now) {
    expire_holds(now);
    BR_CHECK(ticket.person < people_.size());
    Person& person = people_[ticket.person];
    const auto refusal = limits_.check_then_write ? ticket.refusal : claim_refusal(person, now);
    if (refusal) return {refusal, false, 0};
    if (limits_.stock != no_limit) {
        if (limits_.stock <= 0) ++totals_.over_issued;
        --limits_.stock;
    }
    ++totals_.issued;
    ++person.claimed;
    ++person.available;
    return {};
}

std::optional<Reason> CampaignCounters::hold_refusal(const Person& person, Fen total_fen,
                                                     SimTime now) const {
    if (person.available == 0) {
        if (person.stage == Stage::held) return Reason::reserved;
        return person.claimed > 0 ? Reason::already_used : Reason::not_found;
    }
    if (now >= limits_.cards_valid_to) return Reason::expired;
    if (redeeming_paused_) return Reason::redeem_paused;
    if (!is_below(person.orders_total, limits_.per_user_total)) return Reason::user_limit;
    if (limits_.per_user_daily != no_limit) {
        const std::int64_t today = person.day == day_of(now) ? person.orders_today : 0;
        if (today >= limits_.per_user_daily) return Reason::daily_limit;
    }
    const Fen discount_fen = discount_of(total_fen);
    if (discount_fen <= 0) return Reason::no_effect;
    if (limits_.budget_fen != no_limit &&
        discount_fen > limits_.budget_fen - totals_.spent_fen - totals_.reserved_fen) {
        return Reason::budget_exhausted;
    }
    if (!is_below(totals_.used + totals_.reserved_uses, limits_.usage_limit)) {
        return Reason::usage_limit;
    }
    return {};
}

HoldTicket CampaignCounters::check_reserve(PersonIndex index, std::uint32_t order, Fen total_fen,
                                           SimTime now) {
    expire_holds(now);
    BR_CHECK(index < people_.size());
    BR_CHECK(order > 0);
    BR_CHECK(total_fen >= 0 && total_fen <= fen_max);
    const Person& person = people_[index];
    HoldTicket ticket{index, order, total_fen, {}};
    if (person.order != order) ticket.refusal = hold_refusal(person, total_fen, now);
    return ticket;
}

CounterAnswer CampaignCounters::write_reserve(const HoldTicket& ticket, SimTime now) {
    expire_holds(now);
    BR_CHECK(ticket.person < people_.size());
    Person& person = people_[ticket.person];
    // Who ordered what is decided here under either setting: the order number is the key that a
    // store would hold unique. The race is about limits, not about one order counted twice.
    if (person.order == ticket.order) {
        if (replays(person, ticket.order)) return {{}, true, person.discount_fen};
        return {Reason::order_exists, false, 0};
    }
    if (person.stage == Stage::held && person.available > 0) return {Reason::bad_state, false, 0};
    auto refusal =
        limits_.check_then_write ? ticket.refusal : hold_refusal(person, ticket.total_fen, now);
    if (!refusal && person.available == 0) refusal = hold_refusal(person, ticket.total_fen, now);
    if (refusal) return {refusal, false, 0};

    const Fen discount_fen = discount_of(ticket.total_fen);
    if (limits_.budget_fen != no_limit) {
        const Fen left = limits_.budget_fen - totals_.spent_fen - totals_.reserved_fen;
        totals_.over_budget_fen += std::max<Fen>(0, discount_fen - std::max<Fen>(0, left));
    }
    if (!is_below(totals_.used + totals_.reserved_uses, limits_.usage_limit)) {
        ++totals_.over_used;
    }
    totals_.reserved_fen += discount_fen;
    ++totals_.reserved_uses;
    // Days are told apart for their limit only.
    const std::int32_t today = limits_.per_user_daily == no_limit ? 0 : day_of(now);
    if (person.day != today) person.orders_today = 0;
    person.day = today;
    ++person.orders_total;
    ++person.orders_today;
    --person.available;
    person.order = ticket.order;
    person.discount_fen = static_cast<std::int32_t>(discount_fen);
    person.stage = Stage::held;
    person.hold_ends = limits_.hold_ttl > never - now ? never : now + limits_.hold_ttl;
    append_hold(ticket.person);
    return {{}, false, discount_fen};
}

CounterAnswer CampaignCounters::claim(PersonIndex index, SimTime now) {
    return write_claim(check_claim(index, now), now);
}

CounterAnswer CampaignCounters::reserve(PersonIndex index, std::uint32_t order, Fen total_fen,
                                        SimTime now) {
    return write_reserve(check_reserve(index, order, total_fen, now), now);
}

CounterAnswer CampaignCounters::commit(PersonIndex index, std::uint32_t order, SimTime now) {
    expire_holds(now);
    BR_CHECK(index < people_.size());
    Person& person = people_[index];
    if (order == 0 || person.order != order) return {Reason::order_not_found, false, 0};
    if (person.stage == Stage::paid) return {{}, true, person.discount_fen};
    if (person.stage == Stage::expired) return {Reason::reservation_expired, false, 0};
    if (person.stage != Stage::held) return {Reason::bad_state, false, 0};
    totals_.reserved_fen -= person.discount_fen;
    totals_.spent_fen += person.discount_fen;
    --totals_.reserved_uses;
    ++totals_.used;
    person.stage = Stage::paid;
    return {{}, false, person.discount_fen};
}

CounterAnswer CampaignCounters::release(PersonIndex index, std::uint32_t order, SimTime now) {
    expire_holds(now);
    BR_CHECK(index < people_.size());
    const Person& person = people_[index];
    if (order == 0 || person.order != order) return {Reason::order_not_found, false, 0};
    if (person.stage != Stage::held) return {Reason::bad_state, false, 0};
    const Fen discount_fen = person.discount_fen;
    give_back(index, Stage::released);
    return {{}, false, discount_fen};
}

CounterAnswer CampaignCounters::refund(PersonIndex index, std::uint32_t order, SimTime now) {
    expire_holds(now);
    BR_CHECK(index < people_.size());
    Person& person = people_[index];
    if (order == 0 || person.order != order) return {Reason::order_not_found, false, 0};
    if (person.stage != Stage::paid) return {Reason::bad_state, false, 0};
    totals_.spent_fen -= person.discount_fen;
    --totals_.used;
    --person.orders_total;
    --person.orders_today;
    ++person.available;
    person.stage = Stage::refunded;
    return {{}, false, person.discount_fen};
}

void CampaignCounters::expire_holds(SimTime now) {
    while (first_hold_ != past_holds_) {
        const Hold& hold = holds_[first_hold_ & (holds_.size() - 1)];
        if (hold.ends > now) return;
        ++first_hold_;
        if (!is_on_hold(hold)) continue;
        give_back(hold.person, Stage::expired);
        ++totals_.holds_expired;
    }
}

SimTime CampaignCounters::next_expiry() const {
    for (std::uint32_t i = first_hold_; i != past_holds_; ++i) {
        const Hold& hold = holds_[i & (holds_.size() - 1)];
        if (is_on_hold(hold)) return hold.ends;
    }
    return never;
}

bool CampaignCounters::extend(SimTime valid_to, SimTime now) {
    if (now >= limits_.cards_valid_to || valid_to <= limits_.cards_valid_to) return false;
    limits_.cards_valid_to = valid_to;
    return true;
}

std::int64_t CampaignCounters::cards_claimed(PersonIndex index) const {
    BR_CHECK(index < people_.size());
    return people_[index].claimed;
}

std::int64_t CampaignCounters::cards_available(PersonIndex index) const {
    BR_CHECK(index < people_.size());
    return people_[index].available;
}

std::int32_t CampaignCounters::day_of(SimTime now) const {
    const SimDuration since = now - limits_.midnight;
    const std::int64_t day = since / day_length - (since % day_length < 0 ? 1 : 0);
    return static_cast<std::int32_t>(day);
}

Fen CampaignCounters::discount_of(Fen total_fen) const {
    return std::min(limits_.card_cap_fen, total_fen - limits_.min_payable_fen);
}

bool CampaignCounters::replays(const Person& person, std::uint32_t order) const {
    return person.order == order && (person.stage == Stage::held || person.stage == Stage::paid);
}

void CampaignCounters::give_back(PersonIndex index, Stage stage) {
    Person& person = people_[index];
    BR_CHECK(person.stage == Stage::held);
    totals_.reserved_fen -= person.discount_fen;
    --totals_.reserved_uses;
    --person.orders_total;
    --person.orders_today;
    ++person.available;
    person.stage = stage;
}

bool CampaignCounters::is_on_hold(const Hold& hold) const {
    const Person& person = people_[hold.person];
    return person.stage == Stage::held && person.hold_ends == hold.ends;
}

void CampaignCounters::append_hold(PersonIndex index) {
    if (past_holds_ - first_hold_ == holds_.size()) make_room_for_hold();
    holds_[past_holds_++ & (holds_.size() - 1)] = {people_[index].hold_ends, index};
}

// Leaves out what is not on hold any more; the ring grows if that does not give half of it.
void CampaignCounters::make_room_for_hold() {
    std::uint32_t to = first_hold_;
    for (std::uint32_t from = first_hold_; from != past_holds_; ++from) {
        const Hold hold = holds_[from & (holds_.size() - 1)];
        if (is_on_hold(hold)) holds_[to++ & (holds_.size() - 1)] = hold;
    }
    past_holds_ = to;
    if (!holds_.empty() && to - first_hold_ <= holds_.size() / 2) return;
    const std::size_t size = holds_.empty() ? 64 : holds_.size() * 2;
    std::vector<Hold> wider(size);
    for (std::uint32_t i = first_hold_; i != past_holds_; ++i)
        wider[i & (size - 1)] = holds_[i & (holds_.size() - 1)];
    holds_ = std::move(wider);
}

}  // namespace br::shop
