// A visitor's line as it may be shown: valid UTF-8, one line, without marks that nobody sees but
// that change how the page around it reads (control, zero-width, direction), and not too long.
#pragma once

#include <string>
#include <string_view>

namespace br::session {

inline constexpr std::size_t line_shown_max = 1'000;  // Code points, the mark of a cut included.

[[nodiscard]] std::string sanitize_line(std::string_view bytes);

}  // namespace br::session
