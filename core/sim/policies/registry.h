// The closed set of policies. To add one: write its file, add its type to Unit here, describe its
// members in public/schema/scenario.schema.json and name it in the locales. Everything else (which
// hooks it has, its name, how it is read) follows from the type.
#pragma once

#include <optional>
#include <span>
#include <variant>

#include "sim/policies/adaptive_concurrency.h"
#include "sim/policies/adaptive_lifo.h"
#include "sim/policies/adaptive_throttling.h"
#include "sim/policies/admission_control.h"
#include "sim/policies/aimd_limit.h"
#include "sim/policies/autoscaler.h"
#include "sim/policies/bounded_line.h"
#include "sim/policies/breakwater.h"
#include "sim/policies/circuit_breaker.h"
#include "sim/policies/codel.h"
#include "sim/policies/codel_request.h"
#include "sim/policies/criticality_tiers.h"
#include "sim/policies/dagor.h"
#include "sim/policies/deadline_drop.h"
#include "sim/policies/degraded_answers.h"
#include "sim/policies/fair_share.h"
#include "sim/policies/gradient2_limit.h"
#include "sim/policies/hedging.h"
#include "sim/policies/pacing.h"
#include "sim/policies/pause.h"
#include "sim/policies/policy.h"
#include "sim/policies/priority_shedder.h"
#include "sim/policies/random_early_drop.h"
#include "sim/policies/refusal_wording.h"
#include "sim/policies/retry_budget.h"
#include "sim/policies/retry_quota.h"
#include "sim/policies/retry_throttle.h"
#include "sim/policies/seda.h"
#include "sim/policies/system_rule.h"
#include "sim/policies/token_admission.h"
#include "sim/policies/token_bucket.h"
#include "sim/policies/vegas_limit.h"
#include "sim/policies/waiting_room.h"
#include "sim/policies/warm_up.h"

namespace br::sim::policies {

using Unit =
    std::variant<AdaptiveConcurrency, AdaptiveLifo, AdaptiveThrottling, AdmissionControl, AimdLimit,
                 Autoscaler, BoundedLine, Breakwater, CircuitBreaker, Codel, CodelRequest,
                 CriticalityTiers, Dagor, DeadlineDrop, DegradedAnswers, FairShare, Gradient2Limit,
                 Hedging, Pacing, Pause, PriorityShedder, RandomEarlyDrop, RefusalWording,
                 RetryBudget, RetryQuota, RetryThrottle, Seda, SystemRule, TokenAdmission,
                 TokenBucket, VegasLimit, WaitingRoom, WarmUp>;

// One bit for each hook.
enum class Hook : std::uint32_t {
    arrival = 1U << 0,
    dequeue = 1U << 1,
    end = 1U << 2,
    newest_first = 1U << 3,
    pick_line = 1U << 4,
    service_factor = 1U << 5,
    release = 1U << 6,
    tick = 1U << 7,
    may_retry = 1U << 8,
    refusal = 1U << 9,
    hedge = 1U << 10,
};

// The hooks of a kind, found from its member functions.
template <class T>
[[nodiscard]] constexpr std::uint32_t hooks_of_type() {
    constexpr View view{};
    std::uint32_t hooks = 0;
    const auto add = [&hooks](bool has, Hook hook) {
        if (has) hooks |= static_cast<std::uint32_t>(hook);
    };
    add(
        requires(T t) { t.on_arrival(view); }, Hook::arrival);
    add(
        requires(T t) { t.on_dequeue(view); }, Hook::dequeue);
    add(
        requires(T t) { t.on_end(view, Ending::served); }, Hook::end);
    add(
        requires(T t) { t.newest_first(view); }, Hook::newest_first);
    add(
        requires(T t, std::span<const std::int64_t> w) { t.pick_line(view, w); }, Hook::pick_line);
    add(
        requires(T t) { t.service_factor(view); }, Hook::service_factor);
    add(
        requires(T t) { t.release(view); }, Hook::release);
    add(
        requires(T t) { t.on_tick(view); }, Hook::tick);
    add(
        requires(T t) { t.may_retry(view, Ending::shed); }, Hook::may_retry);
    add(
        requires(T t) { t.on_refusal(view); }, Hook::refusal);
    add(
        requires(T t) { t.hedge_delay(view); }, Hook::hedge);
    return hooks;
}

[[nodiscard]] std::uint32_t hooks_of(const Unit& unit);
[[nodiscard]] inline bool has_hook(const Unit& unit, Hook hook) {
    return (hooks_of(unit) & static_cast<std::uint32_t>(hook)) != 0;
}
[[nodiscard]] std::string_view kind_of(const Unit& unit);
// The kinds in the order of the variant.
[[nodiscard]] std::span<const std::string_view> all_kinds();
// Reads the member "kind" and then the policy's own members; nothing after a fault in "kind". The
// caller reads id, at and enabled before and calls finish() after.
[[nodiscard]] std::optional<Unit> read_unit(JsonReader& json);

// Each calls the hook of the unit, or answers what "no opinion" is where the kind has none.
[[nodiscard]] Decision on_arrival(Unit& unit, const View& view);            // Admit.
[[nodiscard]] Verdict on_dequeue(Unit& unit, const View& view);             // Admit.
void on_end(Unit& unit, const View& view, Ending ending);                   // Nothing.
[[nodiscard]] bool newest_first(const Unit& unit, const View& view);        // False.
[[nodiscard]] double service_factor(Unit& unit, const View& view);          // 1.
[[nodiscard]] std::int64_t release(Unit& unit, const View& view);           // 0.
[[nodiscard]] SimTime next_tick(const Unit& unit, SimTime now);             // Never.
[[nodiscard]] Orders on_tick(Unit& unit, const View& view);                 // None.
[[nodiscard]] bool may_retry(Unit& unit, const View& view, Ending ending);  // True.
[[nodiscard]] Pushback on_refusal(Unit& unit, const View& view);            // Says nothing.
[[nodiscard]] SimDuration hedge_delay(const Unit& unit, const View& view);  // Never.
// waiting has one number a class. Answers waiting.size() for "no opinion".
[[nodiscard]] std::size_t pick_line(Unit& unit, const View& view,
                                    std::span<const std::int64_t> waiting);

}  // namespace br::sim::policies
