#include "ui/mirror/mirror_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace br::ui;

namespace {

MirrorNode button(std::string id, std::string name) {
    MirrorNode node;
    node.id = std::move(id);
    node.role = Role::button;
    node.name = std::move(name);
    node.is_focusable = true;
    node.actions = {NodeAction::press};
    node.rect = Rect{10, 20, 44, 44};
    return node;
}

MirrorTree tree_of(std::vector<MirrorNode> nodes) {
    MirrorTree tree;
    tree.language = "en";
    MirrorNode root;
    root.id = "app";
    root.role = Role::region;
    for (const MirrorNode& node : nodes) root.children.push_back(node.id);
    tree.nodes.push_back(root);
    for (MirrorNode& node : nodes) tree.nodes.push_back(std::move(node));
    return tree;
}

nlohmann::json parsed(const std::string& text) {
    return nlohmann::json::parse(text, nullptr, false);
}

}  // namespace

TEST_SUITE("mirror_json") {
    TEST_CASE("the first difference holds the whole tree") {
        const auto json = parsed(mirror_difference({}, tree_of({button("play", "Play")}), {}));
        REQUIRE(!json.is_discarded());
        CHECK(json["version"] == 1);
        CHECK(json["root"] == "app");
        REQUIRE(json["nodes"].size() == 2);
        CHECK(json["nodes"][0]["children"] == nlohmann::json({"play"}));
        CHECK(json["nodes"][1]["role"] == "button");
        CHECK(json["nodes"][1]["rect"] == nlohmann::json({10, 20, 44, 44}));
        CHECK(json["nodes"][1]["actions"] == nlohmann::json({"press"}));
        CHECK(!json["nodes"][1].contains("disabled"));
    }

    TEST_CASE("nothing changed, nothing sent") {
        const MirrorTree tree = tree_of({button("play", "Play")});
        CHECK(mirror_difference(tree, tree, {}).empty());
    }

    TEST_CASE("a node that only moved sends its rectangle alone") {
        const MirrorTree before = tree_of({button("play", "Play")});
        MirrorTree after = before;
        after.nodes[1].rect = Rect{11, 20, 44, 44};
        const auto json = parsed(mirror_difference(before, after, {}));
        CHECK(json["nodes"].empty());
        CHECK(json["rects"]["play"] == nlohmann::json({11, 20, 44, 44}));
    }

    TEST_CASE("a node that lost its place is sent whole") {
        const MirrorTree before = tree_of({button("play", "Play")});
        MirrorTree after = before;
        after.nodes[1].rect.reset();
        const auto json = parsed(mirror_difference(before, after, {}));
        REQUIRE(json["nodes"].size() == 1);
        CHECK(!json["nodes"][0].contains("rect"));
    }

    TEST_CASE("what is gone is named, and its parent is sent again") {
        const MirrorTree before = tree_of({button("a", "A"), button("b", "B")});
        const MirrorTree after = tree_of({button("b", "B")});
        const auto json = parsed(mirror_difference(before, after, {}));
        CHECK(json["removed"] == nlohmann::json({"a"}));
        REQUIRE(json["nodes"].size() == 1);
        CHECK(json["nodes"][0]["id"] == "app");
    }

    TEST_CASE("announcements go out even if the tree rests") {
        const MirrorTree tree = tree_of({});
        const std::vector<std::string> words = {"Refused: \"too many\"\n"};
        const auto json = parsed(mirror_difference(tree, tree, words));
        CHECK(json["announce"] == nlohmann::json({"Refused: \"too many\"\n"}));
    }

    TEST_CASE("state is named by role and always given where it has a meaning") {
        struct Row {
            Role role;
            const char* name;
        };
        const Row rows[] = {{Role::toggle, "pressed"},
                            {Role::switch_, "checked"},
                            {Role::radio, "checked"},
                            {Role::tab, "selected"}};
        for (const Row& row : rows) {
            CAPTURE(row.name);
            MirrorNode node = button("x", "X");
            node.role = row.role;
            node.is_on = false;
            const auto json = parsed(mirror_difference({}, tree_of({node}), {}));
            CHECK(json["nodes"][1][row.name] == false);
        }
    }

    TEST_CASE("roles and actions have one word each") {
        CHECK(role_name(Role::group) == "group");
        CHECK(role_name(Role::toggle) == "button");
        CHECK(role_name(Role::slider) == "slider");
        CHECK(role_name(Role::composer) == "composer");
        for (const NodeAction action : {NodeAction::press, NodeAction::set, NodeAction::focus,
                                        NodeAction::blur, NodeAction::dismiss}) {
            CHECK(action_from_name(action_name(action)) == action);
        }
        CHECK(!action_from_name("explode"));
    }
}
