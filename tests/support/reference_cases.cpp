#include "support/reference_cases.h"

#include <cmath>
#include <fstream>

#include "base/check.h"
#include "support/source_path.h"

namespace br::test {
namespace {

double number(const nlohmann::json& object, std::string_view name) {
    const auto found = object.find(name);
    BR_CHECK(found != object.end() && found->is_number());
    return found->get<double>();
}

}  // namespace

double ReferenceCase::param(std::string_view name) const {
    return number(params, name);
}

double ReferenceCase::metric(std::string_view name) const {
    return number(metrics, name);
}

const nlohmann::json& reference_file() {
    static const nlohmann::json file = [] {
        std::ifstream stream(source_path("tests/data/queueing_reference.json"));
        nlohmann::json parsed = nlohmann::json::parse(stream, nullptr, false);
        BR_CHECK(!parsed.is_discarded());
        return parsed;
    }();
    return file;
}

std::vector<ReferenceCase> reference_cases(std::string_view prefix) {
    std::vector<ReferenceCase> cases;
    for (const auto& entry : reference_file()["cases"]) {
        const auto id = entry["id"].get<std::string>();
        const bool digits_follow =
            id.size() > prefix.size() &&
            id.find_first_not_of("0123456789", prefix.size()) == std::string::npos;
        if (id.starts_with(prefix) && digits_follow)
            cases.push_back({id, entry["params"], entry["metrics"]});
    }
    BR_CHECK(!cases.empty());
    return cases;
}

bool agrees(double value, double reference, double relative) {
    const double scale = std::fabs(reference) > 1e-12 ? std::fabs(reference) : 1.0;
    return std::fabs(value - reference) <= relative * scale;
}

}  // namespace br::test
