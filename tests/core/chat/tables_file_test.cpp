#include "chat/tables_file.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

#include "chat/features.h"
#include "chat/intent.h"

namespace {

using namespace br::chat;

Tables small_tables() {
    Tables tables;
    tables.lexicon = {{.text = U"teh", .senses = {{Concept::item, 3}}, .flags = 1}};
    tables.sources = {"ms/templates"};
    tables.templates = {{.key = 7, .intent = Intent::greet, .source = 0, .line = 12}};
    tables.intent_weights.resize(std::size_t{feature_bucket_count} * intent_count);
    tables.language_weights.resize(std::size_t{language_bucket_count} * language_count);
    tables.intent_weights[5] = -9;
    return tables;
}

}  // namespace

TEST_CASE("tables come out of their file as they went in") {
    const std::string file = write_tables(small_tables());
    REQUIRE(are_tables(file));
    const auto tables = read_tables(file);
    REQUIRE(tables);
    REQUIRE(tables->lexicon.size() == 1);
    CHECK(tables->lexicon[0].text == U"teh");
    CHECK(tables->lexicon[0].senses == small_tables().lexicon[0].senses);
    REQUIRE(tables->templates.size() == 1);
    CHECK(tables->templates[0].line == 12);
    CHECK(tables->sources == small_tables().sources);
    CHECK(tables->intent_weights == small_tables().intent_weights);
}

TEST_CASE("a file that is cut, changed or of another model is no tables") {
    const std::string file = write_tables(small_tables());
    for (std::size_t size = 0; size < file.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(are_tables(file.substr(0, size)));
    }
    CHECK_FALSE(are_tables(file + '\0'));
    for (std::size_t place = 0; place < file.size(); ++place) {
        std::string changed = file;
        changed[place] = static_cast<char>(changed[place] ^ 0x10);
        CAPTURE(place);
        CHECK_FALSE(are_tables(changed));
        CHECK_FALSE(read_tables(changed).has_value());
    }
    Tables other = small_tables();
    other.language_weights.pop_back();
    CHECK_FALSE(are_tables(write_tables(other)));
    CHECK_FALSE(read_tables(write_tables(other)).has_value());
}
