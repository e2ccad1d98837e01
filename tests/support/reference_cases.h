// The cases of tests/data/queueing_reference.json: closed-form values of queueing models and single
// steps of control laws.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace br::test {

struct ReferenceCase {
    std::string id;
    nlohmann::json params;
    nlohmann::json metrics;

    // Stop the program if the name is not there or is no number.
    [[nodiscard]] double param(std::string_view name) const;
    [[nodiscard]] double metric(std::string_view name) const;
};

// The cases whose id is the prefix plus digits, in the order of the file. Never empty.
[[nodiscard]] std::vector<ReferenceCase> reference_cases(std::string_view prefix);
// The whole file.
[[nodiscard]] const nlohmann::json& reference_file();

// Whether two numbers agree to the given relative precision, or absolutely if near 0.
[[nodiscard]] bool agrees(double value, double reference, double relative);

}  // namespace br::test
