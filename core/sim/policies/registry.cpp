#include "sim/policies/registry.h"

#include <array>
#include <utility>

namespace br::sim::policies {
namespace {

constexpr std::size_t kind_count = std::variant_size_v<Unit>;

template <std::size_t... I>
constexpr std::array<std::string_view, kind_count> make_kinds(std::index_sequence<I...>) {
    return {std::variant_alternative_t<I, Unit>::kind...};
}
template <std::size_t... I>
constexpr std::array<std::uint32_t, kind_count> make_hooks(std::index_sequence<I...>) {
    return {hooks_of_type<std::variant_alternative_t<I, Unit>>()...};
}
using Readers = std::array<Unit (*)(JsonReader&), kind_count>;
template <class Kind>
Unit read_kind(JsonReader& json) {
    return Kind::read(json);
}
template <std::size_t... I>
constexpr Readers make_readers(std::index_sequence<I...>) {
    return {read_kind<std::variant_alternative_t<I, Unit>>...};
}

constexpr auto kinds = make_kinds(std::make_index_sequence<kind_count>());
constexpr auto hooks = make_hooks(std::make_index_sequence<kind_count>());
constexpr auto readers = make_readers(std::make_index_sequence<kind_count>());

}  // namespace

std::uint32_t hooks_of(const Unit& unit) {
    return hooks[unit.index()];
}

std::string_view kind_of(const Unit& unit) {
    return kinds[unit.index()];
}

std::span<const std::string_view> all_kinds() {
    return kinds;
}

std::optional<Unit> read_unit(JsonReader& json) {
    std::optional<JsonReader> member = json.optional_member("kind");
    if (!member) {
        json.fault("kind", "is missing");
        return std::nullopt;
    }
    const std::string word = member->as_text();
    for (std::size_t i = 0; i < kind_count; ++i)
        if (kinds[i] == word) return readers[i](json);
    if (!member->is_string()) return std::nullopt;
    std::string message = "must be one of";
    for (const std::string_view kind : kinds) message.append(" ").append(kind);
    json.fault("kind", std::move(message));
    return std::nullopt;
}

Decision on_arrival(Unit& unit, const View& view) {
    return std::visit(
        [&](auto& policy) -> Decision {
            if constexpr (requires { policy.on_arrival(view); }) return policy.on_arrival(view);
            return admitted;
        },
        unit);
}

Verdict on_dequeue(Unit& unit, const View& view) {
    return std::visit(
        [&](auto& policy) -> Verdict {
            if constexpr (requires { policy.on_dequeue(view); }) return policy.on_dequeue(view);
            return Verdict::admit;
        },
        unit);
}

void on_end(Unit& unit, const View& view, Ending ending) {
    std::visit(
        [&](auto& policy) {
            if constexpr (requires { policy.on_end(view, ending); }) policy.on_end(view, ending);
        },
        unit);
}

bool newest_first(const Unit& unit, const View& view) {
    return std::visit(
        [&](const auto& policy) -> bool {
            if constexpr (requires { policy.newest_first(view); }) return policy.newest_first(view);
            return false;
        },
        unit);
}

std::size_t pick_line(Unit& unit, const View& view, std::span<const std::int64_t> waiting) {
    return std::visit(
        [&](auto& policy) -> std::size_t {
            if constexpr (requires { policy.pick_line(view, waiting); })
                return policy.pick_line(view, waiting);
            return waiting.size();
        },
        unit);
}

double service_factor(Unit& unit, const View& view) {
    return std::visit(
        [&](auto& policy) -> double {
            if constexpr (requires { policy.service_factor(view); })
                return policy.service_factor(view);
            return 1.0;
        },
        unit);
}

std::int64_t release(Unit& unit, const View& view) {
    return std::visit(
        [&](auto& policy) -> std::int64_t {
            if constexpr (requires { policy.release(view); }) return policy.release(view);
            return 0;
        },
        unit);
}

SimTime next_tick(const Unit& unit, SimTime now) {
    return std::visit(
        [&](const auto& policy) -> SimTime {
            if constexpr (requires { policy.next_tick(now); }) return policy.next_tick(now);
            return never;
        },
        unit);
}

Orders on_tick(Unit& unit, const View& view) {
    return std::visit(
        [&](auto& policy) -> Orders {
            if constexpr (requires { policy.on_tick(view); }) return policy.on_tick(view);
            return {};
        },
        unit);
}

bool may_retry(Unit& unit, const View& view, Ending ending) {
    return std::visit(
        [&](auto& policy) -> bool {
            if constexpr (requires { policy.may_retry(view, ending); })
                return policy.may_retry(view, ending);
            return true;
        },
        unit);
}

Pushback on_refusal(Unit& unit, const View& view) {
    return std::visit(
        [&](auto& policy) -> Pushback {
            if constexpr (requires { policy.on_refusal(view); }) return policy.on_refusal(view);
            return {};
        },
        unit);
}

SimDuration hedge_delay(const Unit& unit, const View& view) {
    return std::visit(
        [&](const auto& policy) -> SimDuration {
            if constexpr (requires { policy.hedge_delay(view); }) return policy.hedge_delay(view);
            return never;
        },
        unit);
}

}  // namespace br::sim::policies
