#include "ui/mirror/announcements.h"

#include <doctest/doctest.h>

#include "ui/support/fixture.h"

using namespace br;
using namespace br::ui;
using namespace br::ui::testing;

namespace {

// Plays a list of headrooms, one every 0.1 s, and gathers what is said.
std::vector<std::string> said_about(const std::vector<double>& headrooms) {
    const Words3 words3;
    ViewModel view = view_of(calm_moment(chat::Language::en), words3.catalogs());
    const Words words(*words3.catalogs().of(chat::Language::en), "en");
    Announcer announcer;
    std::vector<std::string> said;
    double time_s = 0;
    for (const double headroom : headrooms) {
        view.dashboard.headroom_ratio = headroom;
        for (std::string& text : announcer.update(view, words, time_s += 0.1))
            said.push_back(std::move(text));
    }
    return said;
}

std::vector<double> repeated(std::initializer_list<double> values, int times) {
    std::vector<double> all;
    for (int i = 0; i < times; ++i) all.insert(all.end(), values);
    return all;
}

}  // namespace

TEST_SUITE("announcements") {
    TEST_CASE("what is there at the start is not announced") {
        CHECK(said_about(repeated({0.9}, 100)).empty());
    }

    TEST_CASE("a load that trembles at the border is announced once") {
        CHECK(said_about([] {
                  std::vector<double> all = repeated({0.9}, 5);
                  const auto tremble = repeated({0.019, 0.03, 0.02, 0.07}, 200);
                  all.insert(all.end(), tremble.begin(), tremble.end());
                  return all;
              }())
                  .size() == 1);
    }

    TEST_CASE("getting worse and better again are two announcements") {
        std::vector<double> all = repeated({0.9}, 30);
        for (const double headroom : {0.01, 0.5}) {
            const auto phase = repeated({headroom}, 60);
            all.insert(all.end(), phase.begin(), phase.end());
        }
        CHECK(said_about(all).size() == 2);
    }

    TEST_CASE("at most one sentence in two seconds, the more urgent first, none is lost") {
        const Words3 words3;
        const Words words(*words3.catalogs().of(chat::Language::en), "en");
        ViewModel view = view_of(calm_moment(chat::Language::en), words3.catalogs());
        Announcer announcer;
        CHECK(announcer.update(view, words, 0).empty());
        CHECK(announcer.is_quiet());
        view.dashboard.headroom_ratio = 0;
        view.speech.visitor_phase = 3;
        view.speech.visitor = "it waits";
        view.chat.lines.push_back(view.chat.lines.back());
        view.chat.lines.back().number = 99;
        view.chat.lines.back().text = "hello";
        std::vector<std::string> said;
        std::vector<double> times;
        for (int i = 1; i < 100; ++i) {
            for (std::string& text : announcer.update(view, words, 0.1 * i)) {
                said.push_back(std::move(text));
                times.push_back(0.1 * i);
            }
        }
        REQUIRE(said.size() == 3);
        CHECK(said[0] == "it waits");
        CHECK(said[1].find("hello") != std::string::npos);
        CHECK(said[2] == view.speech.utilization[2]);
        CHECK(times[1] - times[0] >= 1.99);
        CHECK(times[2] - times[1] >= 1.99);
        CHECK(announcer.is_quiet());
    }

    TEST_CASE("refusals are told as one number now and then, and going back is no refusal") {
        const Words3 words3;
        const Words words(*words3.catalogs().of(chat::Language::en), "en");
        ViewModel view = view_of(calm_moment(chat::Language::en), words3.catalogs());
        Announcer announcer;
        CHECK(announcer.update(view, words, 0).empty());
        std::vector<std::string> said;
        for (int i = 1; i <= 600; ++i) {  // A minute, ten refusals a second.
            view.speech.refused_total = i;
            for (std::string& text : announcer.update(view, words, 0.1 * i))
                said.push_back(std::move(text));
        }
        CHECK(said.size() >= 2);
        CHECK(said.size() <= 4);
        view.speech.refused_total = 5;
        CHECK(announcer.update(view, words, 100).empty());
    }
}
