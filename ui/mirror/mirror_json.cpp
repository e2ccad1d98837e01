#include "ui/mirror/mirror_json.h"

#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace br::ui {
namespace {

void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(byte));
            out += escape;
        } else {
            out += c;
        }
    }
    out += '"';
}

// Numbers of a slider may be large (nanoseconds) or small (shares); 15 digits hold both.
void append_number(std::string& out, double value) {
    constexpr double exact_max = 9'007'199'254'740'992;  // 2^53
    if (value >= -exact_max && value <= exact_max &&
        static_cast<double>(static_cast<std::int64_t>(value)) == value) {
        out += std::to_string(static_cast<std::int64_t>(value));
        return;
    }
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.15g", value);
    out += digits;
}

// A tenth of a pixel is more than anybody sees.
void append_tenths(std::string& out, float value) {
    const auto tenths = static_cast<int>(value * 10 + (value < 0 ? -0.5F : 0.5F));
    if (tenths < 0) out += '-';
    const int size = tenths < 0 ? -tenths : tenths;
    out += std::to_string(size / 10);
    if (size % 10 == 0) return;
    out += '.';
    out += static_cast<char>('0' + size % 10);
}

void append_rect(std::string& out, const Rect& rect) {
    char before = '[';
    for (const float value : {rect.x, rect.y, rect.width, rect.height}) {
        out += before;
        append_tenths(out, value);
        before = ',';
    }
    out += ']';
}

// Writes the members of one object; a member with its default is left out.
class ObjectWriter {
  public:
    explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

    std::string& key(std::string_view name) {
        if (!is_first_) out_ += ',';
        is_first_ = false;
        append_string(out_, name);
        out_ += ':';
        return out_;
    }
    void text(std::string_view name, std::string_view value) {
        if (!value.empty()) append_string(key(name), value);
    }
    void flag(std::string_view name, bool value) {
        if (value) key(name) += "true";
    }
    void given(std::string_view name, const std::optional<bool>& value) {
        if (value) key(name) += *value ? "true" : "false";
    }
    void number(std::string_view name, double value) { append_number(key(name), value); }
    void end() { out_ += '}'; }

  private:
    std::string& out_;
    bool is_first_ = true;
};

std::string_view on_name(Role role) {
    if (role == Role::toggle) return "pressed";
    return role == Role::tab ? "selected" : "checked";
}

void append_strings(std::string& out, std::span<const std::string> strings) {
    out += '[';
    for (std::size_t i = 0; i < strings.size(); ++i) {
        if (i > 0) out += ',';
        append_string(out, strings[i]);
    }
    out += ']';
}

void append_actions(ObjectWriter& writer, const MirrorNode& node) {
    if (node.actions.empty()) return;
    std::string& out = writer.key("actions");
    out += '[';
    for (std::size_t i = 0; i < node.actions.size(); ++i) {
        if (i > 0) out += ',';
        append_string(out, action_name(node.actions[i]));
    }
    out += ']';
}

void append_node(std::string& out, const MirrorNode& node) {
    ObjectWriter writer(out);
    writer.text("id", node.id);
    writer.text("role", role_name(node.role));
    append_strings(writer.key("children"), node.children);
    writer.text("name", node.name);
    writer.text("value", node.value);
    writer.text("hint", node.hint);
    writer.text("lang", node.language);
    writer.text("current", node.current);
    writer.text("controls", node.controls);
    if (node.level > 0) writer.number("level", node.level);
    writer.flag("focusable", node.is_focusable);
    writer.flag("disabled", node.is_disabled);
    writer.flag("busy", node.is_busy);
    writer.given(on_name(node.role), node.is_on);
    writer.given("expanded", node.is_expanded);
    if (node.range) {
        writer.number("min", node.range->min);
        writer.number("max", node.range->max);
        writer.number("step", node.range->step);
        writer.number("now", node.range->now);
    }
    append_actions(writer, node);
    if (node.rect) append_rect(writer.key("rect"), *node.rect);
    writer.end();
}

using NodeIndex = std::map<std::string_view, const MirrorNode*>;

NodeIndex index_of(const MirrorTree& tree) {
    NodeIndex index;
    for (const MirrorNode& node : tree.nodes) index.emplace(node.id, &node);
    return index;
}

enum class Change { none, place, content };

// Place: both have a rectangle and all else is the same.
Change change_between(const MirrorNode& before, const MirrorNode& after) {
    if (before == after) return Change::none;
    if (!before.rect || !after.rect) return Change::content;
    MirrorNode moved = before;
    moved.rect = after.rect;
    return moved == after ? Change::place : Change::content;
}

struct Difference {
    std::string nodes;
    std::string rects;
    std::string removed;
};

void append_item(std::string& list) {
    if (!list.empty()) list += ',';
}

Difference difference_between(const MirrorTree& before, const MirrorTree& after) {
    Difference difference;
    const NodeIndex old_nodes = index_of(before);
    const NodeIndex new_nodes = index_of(after);
    for (const MirrorNode& node : after.nodes) {
        const auto old = old_nodes.find(node.id);
        const Change change =
            old == old_nodes.end() ? Change::content : change_between(*old->second, node);
        if (change == Change::content) {
            append_item(difference.nodes);
            append_node(difference.nodes, node);
        } else if (change == Change::place) {
            append_item(difference.rects);
            append_string(difference.rects, node.id);
            difference.rects += ':';
            append_rect(difference.rects, *node.rect);
        }
    }
    for (const MirrorNode& node : before.nodes) {
        if (new_nodes.contains(node.id)) continue;
        append_item(difference.removed);
        append_string(difference.removed, node.id);
    }
    return difference;
}

void append_depth_first(std::string& out, const MirrorTree& tree, const NodeIndex& index,
                        std::string_view id, int depth) {
    const auto found = index.find(id);
    if (found == index.end()) return;
    MirrorNode own = *found->second;
    own.children.clear();
    own.rect.reset();
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
    append_node(out, own);
    out += '\n';
    for (const std::string& child : found->second->children) {
        append_depth_first(out, tree, index, child, depth + 1);
    }
}

}  // namespace

std::string mirror_difference(const MirrorTree& before, const MirrorTree& after,
                              std::span<const std::string> announcements) {
    const Difference difference = difference_between(before, after);
    const bool is_same = difference.nodes.empty() && difference.rects.empty() &&
                         difference.removed.empty() && before.language == after.language;
    if (is_same && announcements.empty()) return {};
    std::string out;
    ObjectWriter writer(out);
    writer.number("version", 1);
    writer.text("language", after.language);
    if (!after.nodes.empty()) writer.text("root", after.nodes.front().id);
    writer.key("nodes") += '[' + difference.nodes + ']';
    writer.key("rects") += '{' + difference.rects + '}';
    writer.key("removed") += '[' + difference.removed + ']';
    append_strings(writer.key("announce"), announcements);
    writer.end();
    return out;
}

std::string to_text(const MirrorTree& tree) {
    std::string out;
    if (tree.nodes.empty()) return out;
    append_depth_first(out, tree, index_of(tree), tree.nodes.front().id, 0);
    return out;
}

}  // namespace br::ui
