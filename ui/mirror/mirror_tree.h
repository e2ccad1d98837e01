// The accessible mirror: everything on the canvas as a tree of nodes with role, name, value, state
// and place, built from the same ViewModel as the panels. The page turns it into native elements
// that lie over the canvas; what they are asked to do comes back as an action on a node's id, and
// goes the same way as a click on the canvas (see ui/actions.h).
//
// To the page it goes as JSON, as the difference to what the page already has:
//
//   { "version": 1,
//     "language": "en",                 Of the page; a node may have its own "lang".
//     "root": "app",
//     "nodes": [ NODE, … ],             New and changed nodes, whole; parents before children.
//     "rects": { "ID": [x, y, w, h] },  Nodes that changed in place only.
//     "removed": [ "ID", … ],
//     "announce": [ "text", … ] }       For the one polite live region, oldest first.
//
// A NODE has "id", "role" and "children" (ids, in reading order); the rest is left out if it has
// its default:
//
//   "name": ""          Accessible name; of "text", "paragraph", "quote" nodes: the text itself.
//   "value": ""         Readable value: aria-valuetext of a slider, text of a status or a cell.
//   "hint": ""          aria-description.
//   "lang": ""          Language of the name if it is another than the page's.
//   "level": 0          Of a heading, 1 to 6.
//   "rect": [x,y,w,h]   CSS px on the canvas. Left out if the node has no place on it just now.
//   "focusable": false
//   "disabled": false   Shown and focusable, but does nothing (aria-disabled).
//   "checked": bool     Of switch and radio: is it on. Always given for these.
//   "pressed": bool     Of a toggle button.
//   "expanded": bool    Of a button that opens and closes something.
//   "selected": bool    Of a tab.
//   "current": ""       aria-current: "step" or "page".
//   "busy": false
//   "min","max","step","now": numbers of a slider.
//   "controls": ""      Id of the node that a tab or a button opens.
//   "actions": [ … ]    Of "press", "set" (with a number), "focus", "blur", "dismiss".
//
// Roles, with the element that the page makes of each:
//   "group" (div; role=group if it has a name), "region" (section), "heading" (h1…h6),
//   "text" (span), "paragraph" (p), "quote" (blockquote), "list" (ul), "steps" (ol), "item" (li),
//   "log" (ol role=log aria-live=off: announcements are ours), "line" (li in a log), "status" (p),
//   "button", "switch" (button role=switch), "radios" (div role=radiogroup), "radio" (button
//   role=radio), "tabs" (div role=tablist), "tab" (button role=tab), "slider" (input type=range),
//   "table", "caption", "row" (tr), "column_header" (th scope=col), "row_header" (th scope=row),
//   "cell" (td), "dialog" (section role=dialog, not modal), "composer" (the page's own input: takes
//   name as label, value as placeholder, rect as its place).
//
// The page answers with { "id", "action", "value" }; "value" only with "set". "focus" tells which
// node has keyboard focus, so that the canvas can draw the ring; "blur" that none has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.h"

namespace br::ui {

enum class Role : std::uint8_t {
    group,
    region,
    heading,
    text,
    paragraph,
    quote,
    list,
    steps,
    item,
    log,
    line,
    status,
    button,
    toggle,  // Goes out as "button" with "pressed".
    switch_,
    radios,
    radio,
    tabs,
    tab,
    slider,
    table,
    caption,
    row,
    column_header,
    row_header,
    cell,
    dialog,
    composer,
};

[[nodiscard]] std::string_view role_name(Role role);

enum class NodeAction : std::uint8_t { press, set, focus, blur, dismiss };

// The word of an action in JSON, and back.
[[nodiscard]] std::string_view action_name(NodeAction action);
[[nodiscard]] std::optional<NodeAction> action_from_name(std::string_view name);

struct SliderRange {
    double min = 0;
    double max = 1;
    double step = 1;
    double now = 0;
    friend bool operator==(const SliderRange&, const SliderRange&) = default;
};

struct MirrorNode {
    std::string id;  // Unique in the tree, the same from frame to frame.
    Role role = Role::group;
    std::string name;
    std::string value;
    std::string hint;
    std::string language;  // Empty: the page's.
    std::string current;   // "step", "page" or empty.
    std::string controls;
    int level = 0;
    bool is_focusable = false;
    bool is_disabled = false;
    bool is_busy = false;
    std::optional<bool> is_on;        // checked, pressed or selected, by role.
    std::optional<bool> is_expanded;  // Only of what opens and closes.
    std::optional<SliderRange> range;
    std::vector<NodeAction> actions;
    std::vector<std::string> children;  // Ids in reading order.
    std::optional<Rect> rect;
    friend bool operator==(const MirrorNode&, const MirrorNode&) = default;
};

// A flat list in reading order, parents before their children; the first is the root.
struct MirrorTree {
    std::string language;
    std::vector<MirrorNode> nodes;
};

// Null if there is none with this id.
[[nodiscard]] const MirrorNode* find_node(const MirrorTree& tree, std::string_view id);

}  // namespace br::ui
