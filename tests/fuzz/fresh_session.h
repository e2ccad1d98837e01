// What the fuzz targets that need a whole session start from: one on a small scenario, made once
// and copied for each input.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "base/check.h"
#include "session/session.h"

namespace br::fuzz {

// path counts from the root of the source tree.
inline std::string read_source_file(const char* path) {
    std::ifstream file(std::string(BR_SOURCE_DIR) + "/" + path, std::ios::binary);
    BR_CHECK(file.is_open());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline const session::Session& fresh_session() {
    static const session::Session session = [] {
        const std::string scenario = read_source_file("tests/data/scenarios/small_rush.json");
        const std::string facts = read_source_file("public/facts.json");
        auto created = session::Session::create({.scenario_json = scenario, .facts_json = facts});
        BR_CHECK(created.has_value());
        return std::move(created).value();
    }();
    return session;
}

}  // namespace br::fuzz
