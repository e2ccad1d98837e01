#include "sim/policies/registry.h"

#include <set>

#include <doctest/doctest.h>

using namespace br;
using namespace br::sim::policies;

namespace {

std::optional<Unit> read(std::string_view text, std::vector<Fault>& faults) {
    JsonDocument document = parse_json(text);
    JsonReader root = document.reader();
    std::optional<Unit> unit = read_unit(root);
    root.finish();
    faults = document.faults();
    return unit;
}

}  // namespace

TEST_CASE("every kind has a name of its own and at least one hook") {
    const std::set<std::string_view> names(all_kinds().begin(), all_kinds().end());
    CHECK(names.size() == all_kinds().size());
    CHECK_FALSE(names.contains(""));
    CHECK(hooks_of(Unit(BoundedLine{})) == static_cast<std::uint32_t>(Hook::arrival));
    CHECK(has_hook(Unit(DeadlineDrop{}), Hook::dequeue));
    CHECK_FALSE(has_hook(Unit(DeadlineDrop{}), Hook::arrival));
}

TEST_CASE("a policy reads its own members and refuses others by path") {
    std::vector<Fault> faults;
    const auto unit = read(R"({"kind": "bounded_line", "line_max": 7})", faults);
    REQUIRE(unit);
    CHECK(faults.empty());
    CHECK(std::get<BoundedLine>(*unit).line_max == 7);

    (void)read(R"({"kind": "bounded_line", "line_max": -1, "colour": 2})", faults);
    REQUIRE(faults.size() == 2);
    CHECK(faults[0].path == "/line_max");
    CHECK(faults[1].path == "/colour");

    CHECK_FALSE(read(R"({"kind": "no_such_thing"})", faults));
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].path == "/kind");
    CHECK_FALSE(read(R"({"kind": ""})", faults));
    REQUIRE(faults.size() == 1);
    CHECK_FALSE(read(R"({"kind": 5})", faults));
    REQUIRE(faults.size() == 1);
    CHECK_FALSE(read(R"({})", faults));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].path == "/kind");
}

TEST_CASE("a hook that a kind does not have answers that there is nothing to say") {
    Unit unit = DeadlineDrop{};
    const View view{.now = seconds(3), .waiting = 1'000'000};
    CHECK(on_arrival(unit, view).verdict == Verdict::admit);
    CHECK(may_retry(unit, view, Ending::shed));
    CHECK(service_factor(unit, view) == 1.0);
    CHECK(release(unit, view) == 0);
    CHECK(next_tick(unit, seconds(3)) == never);
    CHECK(on_tick(unit, view).servers == -1);
    CHECK_FALSE(on_refusal(unit, view).speaks);
    CHECK(hedge_delay(unit, view) == never);
    CHECK_FALSE(newest_first(unit, view));
    const std::int64_t waiting[] = {1, 2};
    CHECK(pick_line(unit, view, waiting) == 2);
}

TEST_CASE("a bounded line admits while a server is free or a place is left") {
    Unit unit = BoundedLine{.line_max = 2};
    View view{.waiting = 0, .in_service = 1, .servers = 1};
    CHECK(on_arrival(unit, view).verdict == Verdict::admit);
    view.waiting = 2;
    CHECK(on_arrival(unit, view).verdict == Verdict::shed);
    unit = BoundedLine{.line_max = 0};
    view = {.waiting = 0, .in_service = 0, .servers = 1};
    CHECK(on_arrival(unit, view).verdict == Verdict::admit);
    view.in_service = 1;
    CHECK(on_arrival(unit, view).verdict == Verdict::shed);
}

TEST_CASE("a deadline drops what has waited longer than it, not what has waited just as long") {
    Unit unit = DeadlineDrop{.wait_max = seconds(2)};
    CHECK(on_dequeue(unit, View{.waited = seconds(2)}) == Verdict::admit);
    CHECK(on_dequeue(unit, View{.waited = seconds(2) + 1}) == Verdict::shed);
}
