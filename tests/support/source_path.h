// Where the tests find files of the source tree. Only test_main.cpp is compiled with the folder's
// name, so the objects of all tests are the same in every clone, and a compiler cache has them.
#pragma once

#include <string>

namespace br::test {

// The place of a file or folder; path counts from the root of the source tree.
[[nodiscard]] std::string source_path(const std::string& path);

}  // namespace br::test
