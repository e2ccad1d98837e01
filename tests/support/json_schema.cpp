#include "support/json_schema.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <regex>

#include "base/check.h"

namespace br::test {
namespace {

using Json = nlohmann::json;

bool is_type(const Json& value, const std::string& type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "string") return value.is_string();
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    if (type == "number") return value.is_number();
    BR_CHECK(type == "integer");
    if (value.is_number_integer()) return true;
    return value.is_number_float() && std::floor(value.get<double>()) == value.get<double>();
}

class Validator {
  public:
    explicit Validator(const Json& root) : root_(root) {}

    [[nodiscard]] std::string check(const Json& schema, const Json& value,
                                    const std::string& path) const {
        if (schema.is_boolean())
            return schema.get<bool>() ? "" : path + ": nothing is allowed here";
        for (const auto& [keyword, argument] : schema.items()) {
            std::string fault = check_keyword(keyword, argument, schema, value, path);
            if (!fault.empty()) return fault;
        }
        return "";
    }

  private:
    [[nodiscard]] bool holds(const Json& schema, const Json& value) const {
        return check(schema, value, "").empty();
    }

    [[nodiscard]] std::string check_keyword(const std::string& keyword, const Json& argument,
                                            const Json& schema, const Json& value,
                                            const std::string& path) const {
        if (keyword == "$ref") {
            const auto pointer = argument.get<std::string>();
            BR_CHECK(pointer.starts_with("#"));
            return check(root_[Json::json_pointer(pointer.substr(1))], value, path);
        }
        if (keyword == "properties" || keyword == "required" || keyword == "additionalProperties")
            return check_object(keyword, argument, schema, value, path);
        if (keyword == "items" || keyword == "prefixItems" || keyword == "minItems" ||
            keyword == "maxItems")
            return check_array(keyword, argument, schema, value, path);
        if (keyword == "allOf" || keyword == "anyOf" || keyword == "oneOf" || keyword == "not" ||
            keyword == "if")
            return check_combination(keyword, argument, schema, value, path);
        return check_scalar(keyword, argument, value) ? "" : path + ": " + keyword;
    }

    [[nodiscard]] std::string check_object(const std::string& keyword, const Json& argument,
                                           const Json& schema, const Json& value,
                                           const std::string& path) const {
        if (!value.is_object()) return "";
        if (keyword == "required") {
            for (const auto& name : argument)
                if (!value.contains(name.get<std::string>()))
                    return path + ": lacks " + name.get<std::string>();
            return "";
        }
        const bool listed = keyword == "properties";
        for (const auto& [name, member] : value.items()) {
            const bool known = schema.contains("properties") && schema["properties"].contains(name);
            if (known != listed) continue;
            std::string fault =
                check(listed ? argument[name] : argument, member, path + "/" + name);
            if (!fault.empty()) return fault;
        }
        return "";
    }

    [[nodiscard]] std::string check_array(const std::string& keyword, const Json& argument,
                                          const Json& schema, const Json& value,
                                          const std::string& path) const {
        if (!value.is_array()) return "";
        if (keyword == "minItems" && value.size() < argument.get<std::size_t>())
            return path + ": too few";
        if (keyword == "maxItems" && value.size() > argument.get<std::size_t>())
            return path + ": too many";
        const std::size_t prefix =
            schema.contains("prefixItems") ? schema["prefixItems"].size() : 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            const Json* item = nullptr;
            if (keyword == "items" && i >= prefix) item = &argument;
            if (keyword == "prefixItems" && i < prefix) item = &argument[i];
            if (item == nullptr) continue;
            std::string fault = check(*item, value[i], path + "/" + std::to_string(i));
            if (!fault.empty()) return fault;
        }
        return "";
    }

    [[nodiscard]] std::string check_combination(const std::string& keyword, const Json& argument,
                                                const Json& schema, const Json& value,
                                                const std::string& path) const {
        if (keyword == "not") return holds(argument, value) ? path + ": not" : "";
        if (keyword == "if") {
            if (!holds(argument, value)) return "";
            return schema.contains("then") ? check(schema["then"], value, path) : "";
        }
        std::size_t holding = 0;
        for (const auto& one : argument)
            holding += !names_other_kind(one, value) && holds(one, value) ? 1 : 0;
        const bool fine = keyword == "allOf"   ? holding == argument.size()
                          : keyword == "anyOf" ? holding > 0
                                               : holding == 1;
        return fine ? "" : path + ": " + keyword;
    }

    // Most alternatives of a long list are told apart by the constant of their "kind".
    [[nodiscard]] static bool names_other_kind(const Json& schema, const Json& value) {
        if (!schema.is_object() || !value.is_object() || !value.contains("kind")) return false;
        const auto properties = schema.find("properties");
        if (properties == schema.end() || !properties->contains("kind")) return false;
        const Json& kind = (*properties)["kind"];
        return kind.contains("const") && kind["const"] != value["kind"];
    }

    // Making a pattern takes far longer than using it.
    [[nodiscard]] static const std::regex& pattern_of(const std::string& text) {
        static std::map<std::string, std::regex> patterns;
        const auto known = patterns.find(text);
        return known != patterns.end() ? known->second
                                       : patterns.emplace(text, std::regex(text)).first->second;
    }

    [[nodiscard]] static bool check_scalar(const std::string& keyword, const Json& argument,
                                           const Json& value) {
        if (keyword == "type") {
            if (argument.is_string()) return is_type(value, argument.get<std::string>());
            for (const auto& type : argument)
                if (is_type(value, type.get<std::string>())) return true;
            return false;
        }
        if (keyword == "const") return value == argument;
        if (keyword == "enum") {
            for (const auto& one : argument)
                if (value == one) return true;
            return false;
        }
        if (keyword == "pattern" || keyword == "maxLength") {
            if (!value.is_string()) return true;
            const auto& text = value.get_ref<const std::string&>();
            if (keyword == "maxLength") return text.size() <= argument.get<std::size_t>();
            return std::regex_search(text, pattern_of(argument.get_ref<const std::string&>()));
        }
        if (keyword == "minimum") return !value.is_number() || value >= argument;
        if (keyword == "maximum") return !value.is_number() || value <= argument;
        if (keyword == "exclusiveMinimum") return !value.is_number() || value > argument;
        if (keyword == "exclusiveMaximum") return !value.is_number() || value < argument;
        const bool says_nothing = keyword == "$schema" || keyword == "$id" || keyword == "$defs" ||
                                  keyword == "title" || keyword == "description" ||
                                  keyword == "default" || keyword == "format" || keyword == "then";
        BR_CHECK(says_nothing);
        return true;
    }

    const Json& root_;
};

}  // namespace

std::string schema_fault(const Json& schema, const Json& value) {
    return Validator(schema).check(schema, value, "");
}

}  // namespace br::test
