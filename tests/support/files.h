// Reads and writes files of the source tree for tests.
#pragma once

#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include "support/source_path.h"

namespace br::test {

// path counts from the root of the source tree.
inline std::string read_source_file(const std::string& path) {
    std::string text;
    std::FILE* file = std::fopen(source_path(path).c_str(), "rb");
    REQUIRE_MESSAGE(file != nullptr, path);
    char piece[65'536];
    for (std::size_t count = 0; (count = std::fread(piece, 1, sizeof piece, file)) > 0;)
        text.append(piece, count);
    std::fclose(file);
    return text;
}

// For golden files that are to be rewritten.
inline void write_source_file(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(source_path(path).c_str(), "wb");
    REQUIRE_MESSAGE(file != nullptr, path);
    CHECK(std::fwrite(text.data(), 1, text.size(), file) == text.size());
    std::fclose(file);
}

}  // namespace br::test
