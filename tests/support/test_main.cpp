#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "support/source_path.h"

namespace br::test {

std::string source_path(const std::string& path) {
    return BR_SOURCE_DIR "/" + path;
}

}  // namespace br::test
