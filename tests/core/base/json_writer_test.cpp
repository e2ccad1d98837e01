#include "base/json_writer.h"

#include <limits>

#include "base/number_text.h"

#include <doctest/doctest.h>

using namespace br;

TEST_CASE("numbers are whole where they can be, and never what JSON cannot hold") {
    CHECK(decimal_text(0) == "0");
    CHECK(decimal_text(-0.0) == "0");
    CHECK(decimal_text(12) == "12");
    CHECK(decimal_text(-3e9) == "-3000000000");
    CHECK(decimal_text(0.25) == "0.25");
    CHECK(decimal_text(1.0 / 3) == "0.333333333");
    CHECK(decimal_text(1.5e-7) == "1.5e-07");
    CHECK(decimal_text(1e300) == "1e+300");
    CHECK(decimal_text(std::numeric_limits<double>::infinity()) == "null");
    CHECK(decimal_text(std::numeric_limits<double>::quiet_NaN()) == "null");
    CHECK(hex_text(255) == "00000000000000ff");
}

TEST_CASE("commas and brackets fall into place, indented and on one line") {
    for (const bool indented : {false, true}) {
        JsonWriter out(indented);
        out.begin_object();
        out.member("a", 1);
        out.begin_array("list");
        out.value("x\"\n");
        out.begin_object();
        out.end_object();
        out.value(true);
        out.end_array();
        out.begin_array("empty");
        out.end_array();
        out.null_member("none");
        out.end_object();
        CHECK(out.text() == (indented
                                 ? "{\n  \"a\": 1,\n  \"list\": [\n    \"x\\\"\\u000a\",\n    {},\n"
                                   "    true\n  ],\n  \"empty\": [],\n  \"none\": null\n}"
                                 : "{\"a\": 1, \"list\": [\"x\\\"\\u000a\", {}, true], "
                                   "\"empty\": [], \"none\": null}"));
    }
}
