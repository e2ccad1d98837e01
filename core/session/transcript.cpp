#include "session/transcript.h"

#include "session/message_text.h"
#include "text/number_format.h"

namespace br::session {

std::string Transcript::news(const Snapshot& snapshot) {
    std::string text;
    for (const ChatLine& line : snapshot.chat) {
        if (line.id <= last_id_) continue;
        last_id_ = line.id;
        const text::Catalog& catalog = *catalogs_[static_cast<std::size_t>(line.language)];
        text += text::format_clock(catalog.tag(), snapshot.start + line.at / seconds(1), true);
        text += line.speaker == Speaker::visitor ? "  > " : "    ";
        text += to_text(line, catalog);
        text += '\n';
    }
    return text;
}

}  // namespace br::session
