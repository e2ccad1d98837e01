// Snapshots and words for the tests of the interface: made by hand, so that they stay the same when
// the simulation or the shop's words change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session/snapshot.h"
#include "ui/catalogs.h"
#include "ui/view_builder.h"

namespace br::ui::testing {

// The words of public/locales, in the order of chat::Language; a kind of pseudo-locale or "".
class Words3 {
  public:
    explicit Words3(std::string_view pseudo = "");
    [[nodiscard]] const Catalogs& catalogs() const { return catalogs_; }

  private:
    std::vector<text::Catalog> own_;
    Catalogs catalogs_;
};

// Friday 07:05: a quiet bot, one order served.
[[nodiscard]] session::Snapshot calm_moment(chat::Language language);
// Friday 11:42: millions asked, almost nobody served; the visitor's order is in line.
[[nodiscard]] session::Snapshot crowded_moment(chat::Language language);

// Adds a finished study, and a guess that is drawn and shown.
void add_study(session::Snapshot& snapshot, session::StudyKind kind);

// Another act, with all that its sheet may show: steps, goals and a second run.
void add_act(session::Snapshot& snapshot, int act);

[[nodiscard]] ViewModel view_of(const session::Snapshot& snapshot, const Catalogs& catalogs);

// Compares with tests/golden/NAME; with BR_UPDATE_GOLDEN=1 writes it instead.
void check_golden(const std::string& name, const std::string& text);

}  // namespace br::ui::testing
