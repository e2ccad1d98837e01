// A validator for the part of JSON Schema 2020-12 that our schemas use. A keyword that it does not
// know is a bug in the test, not something to skip.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace br::test {

// Empty if the value is valid; else where and why it is not (the first reason found).
[[nodiscard]] std::string schema_fault(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace br::test
