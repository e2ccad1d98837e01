#include "ui/layout.h"

#include <doctest/doctest.h>

#include <limits>

#include "ui/charts/area_chart.h"
#include "ui/charts/plot.h"
#include "ui/panels/backend_layout.h"
#include "ui/panels/backend_picture.h"
#include "ui/panels/dashboard_panel.h"

using namespace br::ui;

namespace {

Layout layout_for(float width, float height, float text_scale, Tab tab = Tab::chat) {
    return make_layout({.width = width,
                        .height = height,
                        .text_scale = text_scale,
                        .header_height = 120 * text_scale,
                        .tabs_height = 44 * text_scale,
                        .timeline_height = 80 * text_scale,
                        .tab = tab});
}

bool is_inside(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x - 0.5F && inner.right() <= outer.right() + 0.5F;
}

PartTextHeights even_texts(void*, Part, float) {
    return {20, 40};
}

}  // namespace

TEST_SUITE("layout") {
    TEST_CASE("the manner follows the room in terms of the text's size") {
        CHECK(layout_kind(1280, 800, 1) == LayoutKind::wide);
        CHECK(layout_kind(1280, 800, 2) == LayoutKind::narrow);
        CHECK(layout_kind(768, 1024, 1) == LayoutKind::tablet);
        CHECK(layout_kind(360, 740, 1) == LayoutKind::narrow);
        CHECK(layout_kind(1280, 500, 1) == LayoutKind::narrow);
    }

    TEST_CASE("parts never cover each other and stay within the width") {
        for (float width = 320; width <= 2560; width += 61) {
            for (const float scale : {1.0F, 1.5F, 2.0F}) {
                CAPTURE(width);
                CAPTURE(scale);
                const Layout layout = layout_for(width, 900, scale);
                const Rect all{0, 0, width, 900};
                const Rect parts[] = {layout.header,  layout.tabs,    layout.chat,
                                      layout.backend, layout.numbers, layout.timeline};
                for (const Rect& a : parts) {
                    CHECK(is_inside(a, all));
                    for (const Rect& b : parts) {
                        if (&a == &b || a.is_empty() || b.is_empty()) continue;
                        if (!layout.page.is_empty() && &b == &parts[5])
                            continue;  // Scrolls below it.
                        if (!layout.page.is_empty() && &a == &parts[5]) continue;
                        CHECK(intersection(a, b).is_empty());
                    }
                }
            }
        }
    }

    TEST_CASE("a narrow screen shows the chosen tab alone") {
        const Layout layout = layout_for(360, 740, 1, Tab::numbers);
        CHECK(layout.chat.is_empty());
        CHECK(layout.backend.is_empty());
        CHECK_FALSE(layout.numbers.is_empty());
        CHECK(layout.page_height <= layout.page.height + 0.5F);
    }

    TEST_CASE("a low screen scrolls as a page") {
        const Layout layout = layout_for(740, 360, 1);
        CHECK(layout.page_height > layout.page.height);
        CHECK(layout.chat.height >= 300);
    }

    TEST_CASE("the picture folds when narrow and its parts keep apart") {
        for (const float width : {280.0F, 330.0F, 480.0F, 560.0F, 900.0F, 1500.0F}) {
            CAPTURE(width);
            const BackendLayout layout =
                layout_backend({{10, 20, width, 460}, 1, 20, even_texts, nullptr});
            CHECK(layout.is_folded == (width < 500));
            for (int a = 0; a < part_count - 1; ++a) {  // The last is the arch over all.
                const PartPlace& one = layout.parts[static_cast<std::size_t>(a)];
                CHECK(one.box.x >= 10 - 0.5F);
                CHECK(one.box.right() <= 10 + width + 0.5F);
                CHECK(one.box.height >= 50);
                for (int b = a + 1; b < part_count - 1; ++b) {
                    const PartPlace& other = layout.parts[static_cast<std::size_t>(b)];
                    CHECK(intersection(one.box, other.box).is_empty());
                    CHECK(intersection(one.foot, other.name).is_empty());
                }
            }
            CHECK(layout.arc_top < layout.arc_to.y);
        }
    }

    TEST_CASE("labels are moved apart and stay between top and bottom") {
        std::vector<float> centers = {50, 52, 53};
        spread_labels(centers, 10, 0, 100);
        CHECK(centers[1] - centers[0] >= 10);
        CHECK(centers[2] - centers[1] >= 10);
        centers = {98, 99};
        spread_labels(centers, 10, 0, 100);
        CHECK(centers[1] <= 95);
        CHECK(centers[1] - centers[0] >= 10);
        centers = {20, 80};
        spread_labels(centers, 10, 0, 100);
        CHECK(centers[0] == 20);
        CHECK(centers[1] == 80);
    }
}

TEST_SUITE("plot") {
    TEST_CASE("points too near to be told apart are left out, but never the end") {
        std::vector<Point> points;
        add_point(points, {0, 0}, false);
        add_point(points, {0.5F, 0}, false);
        add_point(points, {0, 0.5F}, false);
        add_point(points, {10, 0}, false);
        add_point(points, {10.5F, 0}, true);
        CHECK(points == std::vector<Point>{{0, 0}, {10.5F, 0}});
        add_point(points, {40, 0}, false);
        CHECK(points.size() == 3);
    }
}

TEST_SUITE("area_chart") {
    TEST_CASE("layers add up to the whole, whatever comes in") {
        CHECK(stacked_edges({1, 2, 1}) == std::vector<double>{0.25, 0.75, 1});
        CHECK(stacked_edges({0, 0}) == std::vector<double>{0, 0});
        CHECK(stacked_edges({-3, 4}) == std::vector<double>{0, 1});
        CHECK(stacked_edges({std::numeric_limits<double>::quiet_NaN(), 5, 5}) ==
              std::vector<double>{0, 0.5, 1});
        CHECK(stacked_edges({}).empty());
    }
}

TEST_SUITE("picture") {
    TEST_CASE("as many marks are grey as the share says, mostly at the head") {
        for (const double ratio : {0.0, 0.03, 0.25, 0.5, 0.8, 0.97, 1.0}) {
            CAPTURE(ratio);
            constexpr int count = 180;
            const double steepness = staleness(ratio);
            int stale = 0;
            int at_head = 0;
            for (int i = 0; i < count; ++i) {
                if (!is_stale_mark(i, count, steepness)) continue;
                ++stale;
                if (i < count / 2) ++at_head;
            }
            CHECK(stale == doctest::Approx(ratio * count).epsilon(0.02).scale(count));
            if (ratio > 0.01 && ratio < 0.99) CHECK(at_head * 2 > stale);
        }
    }

    TEST_CASE("streams grow with their rate and rest without one") {
        CHECK(flow_speed(0, 100) == 0);
        CHECK(flow_speed(100, 0) == 0);
        CHECK(flow_speed(50, 100) == doctest::Approx(30));
        CHECK(flow_speed(1e9, 100) == doctest::Approx(150));
        CHECK(flow_width(0) == 0);
        CHECK(flow_width(10) < flow_width(1000));
        CHECK(flow_width(1e12) <= 22);
    }

    TEST_CASE("the circle breathes faster as room goes, and not at all without") {
        CHECK(breaths_per_minute(0.5) == doctest::Approx(12));
        CHECK(breaths_per_minute(0.25) == doctest::Approx(24));
        CHECK(breaths_per_minute(1) == doctest::Approx(6));
        CHECK(breaths_per_minute(0.01) == doctest::Approx(40));
        CHECK(breaths_per_minute(0) == 0);
    }
}
