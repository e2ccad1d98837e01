// Classes of customers: how they arrive, how long they wait, how they try again.
#include <algorithm>

#include "sim/scenario_reader_parts.h"

namespace br::sim::reading {
namespace {

constexpr double rate_max_per_s = 1e7;
constexpr std::size_t points_max = 10'000;
constexpr std::size_t trace_max = 1'000'000;

RatePoint read_point(JsonReader json) {
    RatePoint point;
    int index = 0;
    json.each_element(
        [&](JsonReader value) {
            if (index == 0) point.at = from_seconds(value.as_number(time_range));
            if (index == 1) point.rate_per_s = value.as_number({.min = 0, .max = rate_max_per_s});
            ++index;
        },
        2);
    if (json.is_array() && index < 2) json.fault("must be [seconds, rate per second]");
    return point;
}

RateArrivals read_points(JsonReader& json) {
    RateArrivals arrivals;
    json.each(
        "points",
        [&](JsonReader point) {
            arrivals.points.push_back(read_point(point));
            const std::size_t n = arrivals.points.size();
            if (n > 1 && arrivals.points[n - 1].at <= arrivals.points[n - 2].at)
                point.fault("must be later than the point before");
        },
        points_max);
    if (arrivals.points.empty()) json.fault("points", "must have at least one element");
    return arrivals;
}

BurstArrivals read_burst(JsonReader& json) {
    BurstArrivals burst;
    burst.at = read_time_or(json, "at_s", 0);
    burst.count = json.integer("count", {.min = 1, .max = 100'000'000});
    burst.period = read_time_or(json, "period_s", 0);
    burst.bursts = json.integer_or("bursts", 1, {.min = 1, .max = 1'000'000});
    if (burst.bursts > 1 && burst.period == 0)
        json.fault("period_s", "must be above 0 if there are several bursts");
    return burst;
}

TraceArrivals read_trace(JsonReader& json) {
    TraceArrivals trace;
    json.each(
        "at_s",
        [&](JsonReader at) {
            trace.at.push_back(from_seconds(at.as_number(time_range)));
            const std::size_t n = trace.at.size();
            if (n > 1 && trace.at[n - 1] < trace.at[n - 2])
                at.fault("must not be earlier than the one before");
        },
        trace_max);
    return trace;
}

Backoff read_backoff(JsonReader json) {
    constexpr std::string_view kinds[] = {"none", "growing", "uniform", "exponential"};
    constexpr std::string_view jitters[] = {"none", "equal", "full", "decorrelated",
                                            "proportional"};
    Backoff backoff;
    switch (json.choice("kind", kinds)) {
        case 0:
            backoff.base = 0;
            backoff.jitter = Jitter::none;
            break;
        case 1:
            backoff.base = read_time(json, "base_s");
            backoff.cap = read_time_or(json, "cap_s", std::max(backoff.cap, backoff.base),
                                       {.min = to_seconds(backoff.base), .max = seconds_max});
            backoff.factor = json.number_or("factor", backoff.factor, {.min = 1, .max = 100});
            backoff.jitter = static_cast<Jitter>(
                json.choice_or("jitter", static_cast<std::size_t>(backoff.jitter), jitters));
            if (backoff.jitter == Jitter::proportional)
                backoff.jitter_ratio =
                    json.number_or("jitter_ratio", backoff.jitter_ratio, {.min = 0, .max = 1});
            break;
        case 2:
            backoff.kind = Backoff::Kind::uniform;
            backoff.low = read_time(json, "min_s");
            backoff.high =
                read_time(json, "max_s", {.min = to_seconds(backoff.low), .max = seconds_max});
            break;
        default:
            backoff.kind = Backoff::Kind::exponential;
            backoff.base = read_time(json, "mean_s");
    }
    json.finish();
    return backoff;
}

Invite read_invite(JsonReader json) {
    Invite invite;
    invite.probability = json.number("probability", {.min = 0, .max = 1});
    invite.invitations_max =
        static_cast<int>(json.integer("invitations_max", {.min = 0, .max = 20}));
    invite.delay_mean = read_time_or(json, "delay_mean_s", invite.delay_mean, positive_time_range);
    invite.total_max =
        json.integer_or("total_max", invite.total_max, {.min = 0, .max = 1'000'000'000'000});
    json.finish();
    return invite;
}

// Elements are a station's id or {"station": id, "go_on_ratio": share}.
void read_route(JsonReader& json, const Names& names, CustomerClass& customer_class) {
    json.each(
        "route",
        [&](JsonReader element) {
            int station = 0;
            double go_on = 1;
            if (element.is_object()) {
                station = read_name(element, "station", names.stations, "station");
                go_on = element.number_or("go_on_ratio", 1, {.min = 0, .max = 1});
                element.finish();
            } else {
                const std::string id = element.as_text();
                const auto found = std::find(names.stations.begin(), names.stations.end(), id);
                if (found == names.stations.end())
                    element.fault("names no station of this scenario: " + id);
                else
                    station = static_cast<int>(found - names.stations.begin());
            }
            auto& route = customer_class.route;
            if (std::find(route.begin(), route.end(), station) != route.end())
                element.fault("passes the same station twice: a route must not come back");
            route.push_back(station);
            customer_class.go_on_ratio.push_back(go_on);
        },
        stations_max);
    if (customer_class.route.empty()) json.fault("route", "must have at least one element");
}

}  // namespace

Arrivals read_arrivals(JsonReader json, Provenance& provenance) {
    constexpr std::string_view kinds[] = {"constant", "piecewise", "burst", "closed_loop", "trace"};
    Arrivals arrivals;
    switch (json.choice("kind", kinds)) {
        case 0:
            arrivals =
                RateArrivals{{{0, json.number("rate_per_s", {.min = 0, .max = rate_max_per_s})}}};
            break;
        case 1:
            arrivals = read_points(json);
            break;
        case 2:
            arrivals = read_burst(json);
            break;
        case 3: {
            LoopArrivals loop;
            loop.users = json.integer("users", {.min = 1, .max = 10'000'000});
            loop.think_mean = read_time(json, "think_mean_s");
            arrivals = loop;
            break;
        }
        default:
            arrivals = read_trace(json);
    }
    provenance = read_provenance(json);
    json.finish();
    return arrivals;
}

Patience read_patience(JsonReader json) {
    constexpr std::string_view scopes[] = {"attempt", "line"};
    Patience patience;
    std::vector<std::string_view> kinds(distribution_words().begin(), distribution_words().end());
    kinds.push_back("none");
    const std::size_t kind = json.choice("kind", kinds);
    patience.limited = kind + 1 < kinds.size();
    if (patience.limited) {
        patience.time = read_random_time(json, static_cast<Distribution>(kind));
        patience.scope = static_cast<PatienceScope>(json.choice_or("scope", 0, scopes));
        patience.leaves_work_behind =
            json.boolean_or("leaves_work_behind", patience.leaves_work_behind);
    }
    patience.balk_above = read_limit(json, "balk_above", 0);
    json.finish();
    return patience;
}

Retry read_retry(JsonReader json) {
    Retry retry;
    retry.probability = json.number("probability", {.min = 0, .max = 1});
    if (json.has("probability") && !json.has("attempts_max"))
        json.fault("attempts_max", retry.probability >= 1
                                       ? "must be given: retries that are certain never end"
                                       : "is missing");
    retry.attempts_max =
        static_cast<int>(json.integer_or("attempts_max", 1, {.min = 1, .max = 1'000}));
    retry.after_refusal = json.boolean_or("after_refusal", retry.after_refusal);
    retry.after_giving_up = json.boolean_or("after_giving_up", retry.after_giving_up);
    if (std::optional<JsonReader> backoff = json.optional_object("backoff"))
        retry.backoff = read_backoff(*backoff);
    json.finish();
    return retry;
}

CustomerClass read_class(JsonReader json, const Names& names) {
    CustomerClass customer_class;
    customer_class.id = read_id(json, "id", names.classes);
    customer_class.priority =
        static_cast<int>(json.integer_or("priority", 0, {.min = 0, .max = 15}));
    customer_class.arrivals = read_arrivals(json.object("arrivals"), customer_class.provenance);
    if (std::optional<JsonReader> patience = json.optional_object("patience"))
        customer_class.patience = read_patience(*patience);
    if (std::optional<JsonReader> retry = json.optional_object("retry"))
        customer_class.retry = read_retry(*retry);
    if (std::optional<JsonReader> invite = json.optional_object("invite"))
        customer_class.invite = read_invite(*invite);
    customer_class.wants_coupon = json.boolean_or("wants_coupon", true);
    customer_class.service_factor =
        json.number_or("service_factor", 1, {.min = 0, .max = 1'000, .min_open = true});
    if (json.has("route")) {
        read_route(json, names, customer_class);
    } else {
        json.ignore("route");
        for (std::size_t i = 0; i < names.stations.size(); ++i)
            customer_class.route.push_back(static_cast<int>(i));
        customer_class.go_on_ratio.assign(customer_class.route.size(), 1.0);
    }
    json.finish();
    return customer_class;
}

double expected_orders(const CustomerClass& customer_class, SimDuration duration) {
    if (const auto* rate = std::get_if<RateArrivals>(&customer_class.arrivals)) {
        double orders = 0;
        for (std::size_t i = 0; i < rate->points.size(); ++i) {
            const RatePoint& point = rate->points[i];
            const bool last = i + 1 == rate->points.size();
            // Constant before the first point and after the last, linear in between.
            const SimTime from = i == 0 ? 0 : point.at;
            if (from >= duration) break;
            const SimTime to = last ? duration : std::min(rate->points[i + 1].at, duration);
            const double next = last ? point.rate_per_s : rate->points[i + 1].rate_per_s;
            const double mean = to == duration && !last ? std::max(point.rate_per_s, next)
                                                        : (point.rate_per_s + next) / 2;
            orders += mean * to_seconds(to - from);
        }
        return orders;
    }
    if (const auto* burst = std::get_if<BurstArrivals>(&customer_class.arrivals))
        return static_cast<double>(burst->count) * static_cast<double>(burst->bursts);
    if (const auto* loop = std::get_if<LoopArrivals>(&customer_class.arrivals)) {
        const double think_s = std::max(to_seconds(loop->think_mean), 1e-3);
        return static_cast<double>(loop->users) * (1 + to_seconds(duration) / think_s);
    }
    return static_cast<double>(std::get<TraceArrivals>(customer_class.arrivals).at.size());
}

}  // namespace br::sim::reading
