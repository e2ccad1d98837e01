#include "text/catalog.h"

namespace br::text {

namespace {

std::string with_padding(const std::string& wording) {
    std::string padding;
    while (2 * padding.size() < wording.size()) padding += " ~~~";
    return wording + padding;
}

std::string disguise(const std::string& wording, std::string_view kind) {
    if (kind == "x-marked") return "\u27e6" + wording + "\u27e7";
    if (kind == "x-double") return wording + " " + wording;
    if (kind == "x-rtl") return "\u202e" + wording + "\u202c";
    BR_CHECK(kind == "x-long");
    return with_padding(wording);
}

}  // namespace

Catalog make_pseudo_locale(const Catalog& catalog, std::string_view kind) {
    Catalog pseudo = catalog;
    pseudo.tag_ = kind;
    for (auto& [key, entry] : pseudo.entries_) {
        for (std::string& wording : entry.one) wording = disguise(wording, kind);
        for (std::string& wording : entry.other) wording = disguise(wording, kind);
    }
    return pseudo;
}

}  // namespace br::text
