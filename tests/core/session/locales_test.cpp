// Keys that are made of a beginning and the name of a thing: for every such thing there is a text.
// The rest of the completeness of the locales is checked on the sources, in tests/tidy.
#include <doctest/doctest.h>

#include "chat/intent.h"
#include "session/facts.h"
#include "session/refusal.h"
#include "session/wording.h"
#include "shop/menu.h"
#include "sim/policies/registry.h"
#include "support/files.h"
#include "text/catalog.h"

using namespace br;
using namespace br::session;

namespace {

text::Catalog read_catalog(const char* tag) {
    auto catalog =
        text::Catalog::read(test::read_source_file(std::string("public/locales/") + tag + ".json"));
    if (!catalog) FAIL(to_text(catalog.error()));
    return std::move(catalog).value();
}

template <class T>
void check_names(const text::Catalog& catalog, std::string_view beginning, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string key =
            std::string(beginning) + std::string(chat::name_of(static_cast<T>(i)));
        CHECK_MESSAGE(catalog.has(key), key);
    }
}

template <std::size_t I = 0>
void check_policies(const text::Catalog& catalog) {
    if constexpr (I < std::variant_size_v<sim::policies::Unit>) {
        using Policy = std::variant_alternative_t<I, sim::policies::Unit>;
        const std::string key = "policy." + std::string(Policy::kind);
        CHECK_MESSAGE(catalog.has(key), key);
        check_policies<I + 1>(catalog);
    }
}

}  // namespace

TEST_CASE("every thing that has a name in the code has one in every language") {
    for (const char* tag : {"en", "ms", "zh"}) {
        CAPTURE(tag);
        const text::Catalog catalog = read_catalog(tag);
        check_names<chat::Item>(catalog, "item.", chat::item_count);
        check_names<chat::Intent>(catalog, "intent.", chat::intent_count);
        check_names<chat::Language>(catalog, "language.", chat::language_count);
        check_names<chat::Size>(catalog, "option.size_", 3);
        check_names<chat::Ice>(catalog, "option.ice_", 6);
        check_names<chat::Topping>(catalog, "option.topping_", 6);
        for (const shop::Shop& shop : shop::shops())
            CHECK(catalog.has("shop." + std::string(shop.id)));
        check_policies(catalog);
    }
}

TEST_CASE("every refusal has a family of at least five wordings in every language") {
    for (const char* tag : {"en", "ms", "zh"}) {
        CAPTURE(tag);
        const text::Catalog catalog = read_catalog(tag);
        for (int i = static_cast<int>(Outcome::line_full);
             i <= static_cast<int>(Outcome::hold_ran_out); ++i) {
            const std::string key = refusal_key(static_cast<Outcome>(i));
            CAPTURE(key);
            CHECK(catalog.variant_count(key) >= family_size);
        }
    }
}

TEST_CASE("every fact has a text in every language") {
    const auto facts = Facts::read(test::read_source_file("public/facts.json"));
    if (!facts) FAIL(to_text(facts.error()));
    CHECK(facts->all().size() > 20);
    for (const char* tag : {"en", "ms", "zh"}) {
        const text::Catalog catalog = read_catalog(tag);
        for (const Fact& fact : facts->all()) {
            CAPTURE(fact.id);
            CHECK(catalog.has("facts." + fact.id));
            CHECK_FALSE(fact.source.empty());
        }
        for (const Topic& topic : facts->topics()) CHECK_FALSE(facts->about(topic.id).empty());
    }
}
