#include "ui/panels/backend_picture.h"

#include <algorithm>
#include <cmath>

#include "ui/marks.h"
#include "ui/paint.h"
#include "ui/panels/backend_flows.h"
#include "ui/text.h"

namespace br::ui {
namespace {

constexpr int crowd_marks_max = 150;
constexpr float largest_cell = 30;  // Of a server's cell, with the gap beside it.
constexpr float grows_from = 300;   // Height of a box above which what it holds gets larger.
constexpr float golden_angle = 2.39996323F;

const PartPlace& at(const BackendLayout& layout, Part part) {
    return layout.parts[static_cast<std::size_t>(part)];
}

// What a tall box has more than a usual one: 0 for that.
float growth(const Rect& box) {
    return std::max(box.height - grows_from, 0.0F);
}

// The same number for the same place, evenly spread over 0 to 1.
float scatter(std::uint32_t seed) {
    seed = (seed ^ 61U) ^ (seed >> 16);
    seed *= 9U;
    seed ^= seed >> 4;
    seed *= 0x27d4eb2dU;
    seed ^= seed >> 15;
    return static_cast<float>(seed & 0xffffU) / 65536.0F;
}

int marks_for(double people, double people_per_mark, int most) {
    if (people <= 0) return 0;
    return static_cast<int>(
        std::clamp(people / people_per_mark + 0.5, 1.0, static_cast<double>(most)));
}

// Grid of square cells that fills a rectangle with about `count` of them.
struct Grid {
    int columns = 1;
    int rows = 1;
    float step = 8;
    Point first;  // Centre of the first cell.
};

Grid make_grid(const Rect& rect, int count) {
    Grid grid;
    const float wanted =
        std::sqrt(rect.width * rect.height / static_cast<float>(std::max(count, 1)));
    grid.columns = std::max(static_cast<int>(rect.width / wanted), 1);
    grid.step = rect.width / static_cast<float>(grid.columns);
    grid.rows = std::max(static_cast<int>(rect.height / grid.step), 1);
    const float left = rect.height - grid.step * static_cast<float>(grid.rows);
    grid.first = {rect.x + grid.step / 2, rect.y + grid.step / 2 + left / 2};
    return grid;
}

Point cell(const Grid& grid, int column, int row) {
    return {grid.first.x + grid.step * static_cast<float>(column),
            grid.first.y + grid.step * static_cast<float>(row)};
}

// People who have just come for the first time as dots, those about to ask again as diamonds.
void draw_crowd(Frame& frame, const PictureView& picture, const Rect& box) {
    const double scale = picture.people_per_crowd_mark;
    const int fresh = marks_for(picture.crowd_new, scale, crowd_marks_max);
    const int again = marks_for(picture.orbit, scale, crowd_marks_max);
    const float size = 5 + growth(box) / 40;
    const MarkMesh dot = make_mark(MarkShape::dot, size);
    const MarkMesh diamond = make_mark(MarkShape::diamond, size * 1.1F);
    const Point center = box.center();
    const int total = fresh + again;
    for (int i = 0; i < total; ++i) {
        const float share = std::sqrt((static_cast<float>(i) + 0.5F) /
                                      static_cast<float>(std::max(total, crowd_marks_max)));
        const float angle = golden_angle * static_cast<float>(i);
        const float jitter = 0.92F + 0.16F * scatter(static_cast<std::uint32_t>(i));
        const Point mark{center.x + box.width * 0.5F * share * jitter * std::cos(angle),
                         center.y + box.height * 0.5F * share * jitter * std::sin(angle)};
        const bool is_again = (i + 1) * again / total != i * again / total;
        if (is_again) {
            stamp(frame, diamond, mark, frame.theme[Token::again]);
        } else {
            stamp(frame, dot, mark, frame.theme[Token::muted]);
        }
    }
}

// Two posts; the gap between them is how far the door stands open.
void draw_door(Frame& frame, const PictureView& picture, const Rect& box) {
    const Theme& theme = frame.theme;
    float open = 0.42F;
    if (picture.is_door_limited) open = 0.2F;
    if (picture.is_door_closed) open = 0;
    const float x = box.center().x;
    const float gap = box.height * open / 2;
    const float middle = box.center().y;
    const Color color = theme[picture.is_door_closed ? Token::failed : Token::ink];
    fill_rect(frame,
              {x - 1.5F, box.y + box.height * 0.08F, 3, middle - gap - box.y - box.height * 0.08F},
              color, 2);
    fill_rect(frame, {x - 1.5F, middle + gap, 3, box.bottom() - box.height * 0.08F - middle - gap},
              color, 2);
    if (picture.refused_rate_per_s <= 0) return;
    // Those who are turned away, above the door: more of them, the more there are.
    const int turned =
        std::clamp(static_cast<int>(flow_width(picture.refused_rate_per_s) / 3), 1, 5);
    const MarkMesh diamond = make_mark(MarkShape::diamond, 6);
    for (int i = 0; i < turned; ++i) {
        const auto step = static_cast<float>(i);
        stamp(frame, diamond, {x - 9 - 5 * step, box.y + box.height * 0.1F + 9 * step - 2},
              theme[Token::again]);
    }
}

// The tank fills from its foot, where the head of the line is; who has left turns grey.
void draw_tank(Frame& frame, const PictureView& picture, const Rect& box) {
    const Theme& theme = frame.theme;
    fill_rect(frame, box, theme[Token::soft], space::gap);
    const Rect inner = box.inset(8);
    constexpr int capacity = 200;
    const Grid grid = make_grid(inner, capacity);
    const int places = grid.columns * grid.rows;
    const int count = marks_for(picture.line_length, picture.people_per_mark, places);
    if (count > 0) {
        const int rows = (count + grid.columns - 1) / grid.columns;
        const float top = inner.bottom() - grid.step * static_cast<float>(rows) - 4;
        const Color water = mix(theme[Token::soft], theme[Token::waiting], 0.16F);
        fill_rect(frame, {box.x + 2, top, box.width - 4, box.bottom() - top - 2}, water,
                  space::gap - 2);
    }
    stroke_rect(frame, box, theme[Token::line], space::gap);
    const double steepness = staleness(picture.stale_ratio);
    const MarkMesh ring = make_mark(MarkShape::ring, grid.step * 0.62F);
    const MarkMesh square = make_mark(MarkShape::square, grid.step * 0.55F);
    for (int i = 0; i < count; ++i) {
        const Point center = cell(grid, i % grid.columns, grid.rows - 1 - i / grid.columns);
        if (is_stale_mark(i, count, steepness)) {
            stamp(frame, square, center, theme[Token::stale]);
        } else {
            stamp(frame, ring, center, theme[Token::waiting]);
        }
    }
    if (picture.line_room <= 0) return;
    const double share = std::min(picture.line_room / picture.people_per_mark / places, 1.0);
    const float y = inner.bottom() - inner.height * static_cast<float>(share);
    draw_dashed(frame, {box.x, y}, {box.right(), y}, theme[Token::ink], 1.5F);
}

// A cell per server, or per so many: lit while it works, grey and hatched if it does so for nobody.
// Which cells are lit changes as work is done, not by a clock of its own.
void draw_servers(Frame& frame, const PictureView& picture, const Rect& box) {
    const Theme& theme = frame.theme;
    const int wanted = static_cast<int>(std::clamp(picture.servers, 1.0, 140.0));
    Grid grid = make_grid(box, wanted);
    int cells = grid.columns * grid.rows;
    const float cell_most = largest_cell + growth(box) / 8;
    if (grid.step > cell_most) {  // Few servers: as many cells, in the middle and not too large.
        cells = wanted;
        grid.step = cell_most;
        grid.columns = std::clamp(static_cast<int>(box.width / cell_most), 1, wanted);
        grid.rows = (wanted + grid.columns - 1) / grid.columns;
        const Point center = box.center();
        grid.first = {center.x - cell_most * static_cast<float>(grid.columns - 1) / 2,
                      center.y - cell_most * static_cast<float>(grid.rows - 1) / 2};
    }
    const double busy = std::clamp(picture.servers_busy / picture.servers, 0.0, 1.0);
    const double stale = std::clamp(picture.servers_stale / picture.servers, 0.0, busy);
    if (picture.time_scale > 0 && frame.may_move() && picture.capacity_per_s > 0) {
        frame.state.work_phase +=
            frame.step_s * std::min(picture.done_rate_per_s / picture.capacity_per_s, 1.0);
        frame.is_moving |= picture.done_rate_per_s > 0;
    }
    const float size = grid.step * 0.8F;
    const MarkMesh square = make_mark(MarkShape::square, size);
    const Color idle = mix(theme[Token::card], theme[Token::edge], 0.22F);
    for (int i = 0; i < cells; ++i) {
        const auto place = static_cast<std::uint32_t>(i);
        const double own = frame.state.work_phase + static_cast<double>(scatter(place * 7919U));
        const auto attempt = static_cast<std::uint32_t>(own);
        // A low-discrepancy draw keeps the lit share close to the true one at every moment.
        const double draw = std::fmod(place * 0.6180339887 + attempt * 0.7548776662, 1.0);
        const Point center = cell(grid, i % grid.columns, i / grid.columns);
        if (draw >= busy) {
            stamp(frame, square, center, idle);
        } else if (draw >= stale) {
            stamp(frame, square, center, theme[Token::served]);
        } else {
            stamp(frame, square, center, theme[Token::stale]);
            if (size >= 9) {
                const float h = size * 0.32F;
                draw_line(frame, {center.x - h, center.y + h}, {center.x + h, center.y - h},
                          theme[Token::card]);
            }
        }
    }
}

// Three slips of the book of coupons, written on from below.
void draw_ledger(Frame& frame, const PictureView& picture, const Rect& box) {
    const Theme& theme = frame.theme;
    const Rect book = ledger_book(box);
    const float width = book.width;
    const float height = book.height;
    fill_rect(frame, book, theme[Token::soft], 10);
    stroke_rect(frame, book, theme[Token::line], 10);
    const int slips = std::clamp(static_cast<int>(height / 24), 1, 4);
    const float margin = std::min(10.0F, height * 0.12F);
    const float step = (height - 2 * margin) / static_cast<float>(slips);
    const double written = picture.ledger_utilization * slips;
    for (int i = 0; i < slips; ++i) {
        const float fill = static_cast<float>(std::clamp(written - i, 0.0, 1.0));
        const Rect slip{book.x + 9, book.bottom() - margin - step * static_cast<float>(i + 1) + 3,
                        width - 18, step - 6};
        fill_rect(frame, slip, mix(theme[Token::soft], theme[Token::edge], 0.25F), 4);
        if (fill > 0)
            fill_rect(frame, {slip.x, slip.y, slip.width * fill, slip.height}, theme[Token::served],
                      4);
    }
}

// A house with a sloping awning.
void draw_shop(Frame& frame, Point center, float size, Color color) {
    const float w = size / 2;
    const float h = size * 0.42F;
    const Point corners[] = {
        {center.x - w * 0.72F, center.y - h}, {center.x + w * 0.72F, center.y - h},
        {center.x + w, center.y - h * 0.1F},  {center.x + w, center.y + h},
        {center.x - w, center.y + h},         {center.x - w, center.y - h * 0.1F}};
    fill_polygon(frame, corners, color);
    const Color shade = mix(color, frame.theme[Token::card], 0.45F);
    draw_line(frame, {center.x - w, center.y - h * 0.1F}, {center.x + w, center.y - h * 0.1F},
              shade, 1.5F);
}

void draw_shops(Frame& frame, const PictureView& picture, const Rect& box) {
    const Theme& theme = frame.theme;
    constexpr int columns = 3;
    const Rect area = shops_street(box);
    const float width = area.width / columns;
    const int rows = std::clamp(static_cast<int>(box.height / (width * 0.95F)), 1, 7);
    const Grid grid{columns, rows, width, {area.x + width / 2, 0}};
    const float pitch = std::min(box.height / static_cast<float>(rows), width * 1.15F);
    const float top = box.center().y - pitch * static_cast<float>(rows) / 2 + pitch / 2;
    const int cells = columns * rows;
    const double busy = std::clamp(picture.shops_busy / picture.shops, 0.0, 1.0);
    const Color idle = mix(theme[Token::card], theme[Token::edge], 0.22F);
    for (int i = 0; i < cells; ++i) {
        const bool is_lit = std::fmod((i + 1) * 0.6180339887, 1.0) < busy;
        const float x = cell(grid, i % columns, 0).x;
        const float y = top + pitch * static_cast<float>(i / columns);
        draw_shop(frame, {x, y}, std::min(width, pitch) * 0.8F,
                  is_lit ? theme[Token::served] : idle);
    }
}

Point visitor_point(const PictureView& picture, const BackendLayout& layout) {
    const auto center = [&](Part part) { return at(layout, part).box.center(); };
    switch (picture.visitor) {
        case VisitorPlace::crowd:
        case VisitorPlace::none:
            return center(Part::crowd);
        case VisitorPlace::line: {
            const Rect inner = at(layout, Part::line).box.inset(10);
            const double length = picture.line_length / picture.people_per_mark / 200;
            const float filled = inner.height * static_cast<float>(std::clamp(length, 0.05, 1.0));
            const float from_head = 1 - static_cast<float>(picture.visitor_ratio);
            return {inner.center().x, inner.bottom() - filled * from_head};
        }
        case VisitorPlace::model:
            return center(Part::model);
        case VisitorPlace::ledger:
            return center(Part::ledger);
        case VisitorPlace::shops:
        case VisitorPlace::served:
            return center(Part::shops);
        case VisitorPlace::orbit:
            return point_on_arc(layout, 0.5F);
        case VisitorPlace::gone: {
            const Rect crowd = at(layout, Part::crowd).box;
            return {crowd.center().x, crowd.bottom() - 12};
        }
    }
    return center(Part::crowd);
}

// The one star on the screen, with its label above, always inside of the panel.
void draw_visitor(Frame& frame, const BackendView& view, const BackendLayout& layout) {
    if (view.picture.visitor == VisitorPlace::none) return;
    const Theme& theme = frame.theme;
    const Point star = visitor_point(view.picture, layout);
    const TextStyle style{
        .size = type::small, .is_bold = true, .token = Token::on_tip, .align = Align::center};
    const float width = text_width(frame, view.you, style) + 2 * space::gap;
    const float height = line_height(frame, type::small) + 4;
    const float x =
        std::clamp(star.x - width / 2, frame.clip.x + 2, frame.clip.right() - width - 2);
    const Rect label{x, star.y - 14 - height, width, height};
    fill_star(frame, star, 27, theme[Token::card]);
    fill_star(frame, star, 21, theme[Token::visitor]);
    fill_rect(frame, label, theme[Token::tip], 6);
    const int layer = frame.layer;
    frame.layer = 2;  // A label that floats above other words.
    write_middle(frame, label, view.you, style);
    frame.layer = layer;
}

}  // namespace

double staleness(double stale_ratio) {
    if (stale_ratio <= 0.001) return 0;
    if (stale_ratio >= 0.999) return 1e6;
    double low = 1e-4;
    double high = 1e6;
    for (int i = 0; i < 60; ++i) {  // The mean of 1 - exp(-k x) rises with k.
        const double k = std::sqrt(low * high);
        const double mean = 1 - (1 - std::exp(-k)) / k;
        (mean < stale_ratio ? low : high) = k;
    }
    return low;
}

Rect ledger_book(const Rect& box) {
    const float width = std::min(box.width, 52 + growth(box) * 0.3F);
    const float height = std::min(box.height * 0.7F, 120 + growth(box) * 0.7F);
    return {box.center().x - width / 2, box.center().y - height / 2, width, height};
}

Rect shops_street(const Rect& box) {
    const float width = std::min(box.width, 120 + growth(box) * 0.4F);
    return {box.center().x - width / 2, box.y, width, box.height};
}

bool is_stale_mark(int index, int count, double steepness) {
    if (steepness <= 0 || count <= 0) return false;
    const auto sum = [&](int from_tail) {
        const double x = static_cast<double>(from_tail) / count;
        return count * (x - (1 - std::exp(-steepness * x)) / steepness);
    };
    const int from_tail = count - 1 - index;
    return std::floor(sum(from_tail + 1) + 0.5) > std::floor(sum(from_tail) + 0.5);
}

float flow_speed(double rate_per_s, double capacity_per_s) {
    if (rate_per_s <= 0 || capacity_per_s <= 0) return 0;
    return static_cast<float>(std::min(60 * rate_per_s / capacity_per_s, 150.0));
}

float flow_width(double rate_per_s) {
    if (rate_per_s <= 0) return 0;
    return static_cast<float>(std::min(5 + 4 * std::log10(1 + rate_per_s), 22.0));
}

void draw_picture(Frame& frame, const BackendView& view, const BackendLayout& layout) {
    const PictureView& picture = view.picture;
    draw_flows(frame, picture, layout);
    draw_crowd(frame, picture, at(layout, Part::crowd).box);
    draw_door(frame, picture, at(layout, Part::door).box);
    draw_tank(frame, picture, at(layout, Part::line).box);
    draw_servers(frame, picture, at(layout, Part::model).box);
    draw_ledger(frame, picture, at(layout, Part::ledger).box);
    draw_shops(frame, picture, at(layout, Part::shops).box);
    draw_visitor(frame, view, layout);
}

}  // namespace br::ui
