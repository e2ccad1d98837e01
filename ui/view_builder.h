// Makes the ViewModel of a Snapshot. Pure but for the cache of chat lines, which spares writing a
// long talk anew in every frame.
#pragma once

#include <map>
#include <optional>

#include "session/snapshot.h"
#include "ui/catalogs.h"
#include "ui/ui_state.h"
#include "ui/view_model.h"

namespace br::ui {

// Lines that were written out already. A line never changes after it was said.
struct ViewCache {
    std::map<std::uint32_t, LineView> lines;
    std::string language;  // Of the page, for which the labels were written.
};

// Texts of the page's language are empty marks (see ViewModel::is_pending) until it is loaded. What
// large sheets show is made for the one named alone; for all of them if none is named. The tables
// behind the charts are for the mirror alone, and may be left out where it is not built.
[[nodiscard]] ViewModel build_view_model(const session::Snapshot& snapshot,
                                         const Catalogs& catalogs, ViewCache& cache,
                                         std::optional<Sheet> sheet = {}, bool has_tables = true);

// Takes away what the page's address has closed to the visitor.
void restrict_view(ViewModel& view, const UiState& state);

}  // namespace br::ui
