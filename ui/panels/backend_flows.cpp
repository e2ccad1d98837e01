#include "ui/panels/backend_flows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/marks.h"
#include "ui/paint.h"
#include "ui/panels/backend_picture.h"

namespace br::ui {
namespace {

constexpr float token_spacing = 16;
constexpr int way_points = 33;

using Way = std::array<Point, way_points>;

struct Stream {
    Flow flow = Flow::arrive;
    double rate_per_s = 0;
    double capacity_per_s = 1;
    Token token = Token::muted;
    MarkShape shape = MarkShape::dot;
};

const PartPlace& at(const BackendLayout& layout, Part part) {
    return layout.parts[static_cast<std::size_t>(part)];
}

Way straight(Point from, Point to) {
    Way way;
    for (int i = 0; i < way_points; ++i) {
        const float t = static_cast<float>(i) / (way_points - 1);
        way[static_cast<std::size_t>(i)] = {from.x + (to.x - from.x) * t,
                                            from.y + (to.y - from.y) * t};
    }
    return way;
}

// Down along a side, as the folded picture turns back.
Way bow(Point from, Point to, float bulge) {
    Way way;
    for (int i = 0; i < way_points; ++i) {
        const float t = static_cast<float>(i) / (way_points - 1);
        const float side = 4 * t * (1 - t) * bulge;
        way[static_cast<std::size_t>(i)] = {from.x + (to.x - from.x) * t + side,
                                            from.y + (to.y - from.y) * t};
    }
    return way;
}

Way arc(const BackendLayout& layout) {
    Way way;
    for (int i = 0; i < way_points; ++i) {
        way[static_cast<std::size_t>(i)] =
            point_on_arc(layout, static_cast<float>(i) / (way_points - 1));
    }
    return way;
}

// Moves the tokens on by the time since the last frame; at rest while the clock stands.
float advance_phase(Frame& frame, const Stream& stream, bool is_running) {
    double& phase = frame.state.flow_phases[static_cast<std::size_t>(stream.flow)];
    if (is_running && frame.may_move() && stream.rate_per_s > 0) {
        phase += frame.step_s *
                 static_cast<double>(flow_speed(stream.rate_per_s, stream.capacity_per_s));
        phase = std::fmod(phase, static_cast<double>(token_spacing));
        frame.is_moving = true;
    }
    return static_cast<float>(phase);
}

void draw_tokens(Frame& frame, const Way& way, const Stream& stream, float phase) {
    const MarkMesh mesh = make_mark(stream.shape, 5.5F);
    const Color color = frame.theme[stream.token];
    float until = phase;  // Way to go to the next token.
    for (std::size_t i = 1; i < way.size(); ++i) {
        const float dx = way[i].x - way[i - 1].x;
        const float dy = way[i].y - way[i - 1].y;
        const float length = std::sqrt(dx * dx + dy * dy);
        while (until <= length && length > 0) {
            stamp(frame, mesh,
                  {way[i - 1].x + dx * until / length, way[i - 1].y + dy * until / length}, color);
            until += token_spacing;
        }
        until -= length;
    }
}

void draw_stream(Frame& frame, const PictureView& picture, const Way& way, Stream stream) {
    if (stream.rate_per_s <= 0) {  // A dry bed still shows where the way leads.
        draw_path(frame, way, frame.theme[Token::line], 1.5F);
        return;
    }
    stream.capacity_per_s = std::max(picture.capacity_per_s, 1e-9);
    const Color ground = mix(frame.theme[Token::card], frame.theme[stream.token], 0.20F);
    draw_path(frame, way, ground, flow_width(stream.rate_per_s));
    const float phase = advance_phase(frame, stream, picture.time_scale > 0);
    draw_tokens(frame, way, stream, phase);
}

// Where a stream leaves a part or comes in: at mid height of what is drawn of it.
Rect drawn(const BackendLayout& layout, Part part) {
    const Rect& box = at(layout, part).box;
    if (part == Part::ledger) return ledger_book(box);
    if (part == Part::shops) return shops_street(box);
    if (part == Part::door) return {box.center().x, box.y, 0, box.height};
    return box;
}

Way between(const BackendLayout& layout, Part from, Part to, bool is_leftward) {
    const Rect a = drawn(layout, from);
    const Rect b = drawn(layout, to);
    const float inside = 2;
    if (is_leftward) return straight({a.x, a.center().y}, {b.right() - inside, a.center().y});
    return straight({a.right(), a.center().y}, {b.x + inside, a.center().y});
}

}  // namespace

Point point_on_arc(const BackendLayout& layout, float share) {
    // A flat cubic arch: up from the source, along the top, down to the crowd.
    const Point a = layout.arc_from;
    const Point d = layout.arc_to;
    const float lift = (std::min(a.y, d.y) - layout.arc_top) * 4 / 3;
    const float lean = (a.x - d.x) * 0.12F;
    const Point b{a.x - lean, a.y - lift};
    const Point c{d.x + lean, d.y - lift};
    const float t = share;
    const float u = 1 - t;
    const float wa = u * u * u;
    const float wb = 3 * u * u * t;
    const float wc = 3 * u * t * t;
    const float wd = t * t * t;
    return {wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y};
}

void draw_flows(Frame& frame, const PictureView& picture, const BackendLayout& layout) {
    const bool folded = layout.is_folded;
    const double asked = picture.arrival_rate_per_s + picture.retry_rate_per_s;
    const double entering = std::max(asked - picture.refused_rate_per_s, 0.0);
    draw_stream(frame, picture, arc(layout),
                {Flow::retry, picture.retry_rate_per_s, 1, Token::again, MarkShape::diamond});
    draw_stream(frame, picture, between(layout, Part::crowd, Part::door, false),
                {Flow::arrive, asked, 1, Token::muted, MarkShape::dot});
    draw_stream(frame, picture, between(layout, Part::door, Part::line, false),
                {Flow::enter, entering, 1, Token::waiting, MarkShape::ring});
    const PartPlace& line = at(layout, Part::line);
    const PartPlace& model = at(layout, Part::model);
    const Way start = folded ? bow({line.box.right(), line.box.center().y},
                                   {model.box.right(), model.box.center().y}, 11)
                             : between(layout, Part::line, Part::model, false);
    draw_stream(frame, picture, start,
                {Flow::start, picture.done_rate_per_s, 1, Token::waiting, MarkShape::ring});
    draw_stream(frame, picture, between(layout, Part::model, Part::ledger, folded),
                {Flow::claim, picture.goodput_per_s, 1, Token::served, MarkShape::square});
    draw_stream(frame, picture, between(layout, Part::ledger, Part::shops, folded),
                {Flow::brew, picture.goodput_per_s, 1, Token::served, MarkShape::square});
}

}  // namespace br::ui
