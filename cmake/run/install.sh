# Installs what is missing, on Debian with apt, and the tests' Node modules. Sourced by ./run.

# What is needed, by purpose: "what to look for|Debian package|what it is elsewhere". A name with a
# slash is a file, any other a command.
NEEDS_build='
cmake|cmake|CMake 3.25 or later
ninja|ninja-build|Ninja
g++|g++|GCC 12 or Clang 14, or later
ccache|ccache|ccache
emcc|emscripten|Emscripten 3.1.6 or later (or EMSDK set)
node|nodejs|Node.js 18 or later
/usr/share/nodejs/acorn|node-acorn|acorn, beside an Emscripten that comes without it
esbuild|esbuild|esbuild 0.17 or later
xz|xz-utils|xz
/usr/include/nlohmann/json.hpp|nlohmann-json3-dev|nlohmann/json 3.11
/usr/include/doctest/doctest.h|doctest-dev|doctest 2.4
'
# Where Debian keeps libraries.
LIBRARIES=/usr/lib/$(uname -m)-linux-gnu
NEEDS_test="$NEEDS_build
$LIBRARIES/dri/swrast_dri.so|libgl1-mesa-dri|the drivers of Mesa
$LIBRARIES/libEGL.so.1|libegl1|libEGL
$LIBRARIES/libGLESv2.so.2|libgles2|libGLESv2
$LIBRARIES/libpci.so.3|libpci3|libpci
/usr/include/benchmark/benchmark.h|libbenchmark-dev|Google Benchmark
git|git|git
clang-format|clang-format|clang-format 14
npm|npm|npm
chromium|chromium|Chromium
firefox-esr|firefox-esr|Firefox ESR
WebKitWebDriver|webkit2gtk-driver|WebKitGTK with its WebDriver and MiniBrowser
Xvfb|xvfb|Xvfb
/etc/ssl/certs/ca-certificates.crt|ca-certificates|root certificates
/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc|fonts-noto-cjk|a Chinese font
/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf|fonts-noto-color-emoji|a font with emoji
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf|fonts-dejavu-core|a Latin font
"
NEEDS_bench="$NEEDS_test"'
valgrind|valgrind|Valgrind, which counts instructions
'
NEEDS_tidy="$NEEDS_build"'
clang-tidy|clang-tidy|clang-tidy 14 or later
'
NEEDS_fuzz="$NEEDS_build"'
clang++|clang|Clang 14 or later
/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux|libclang-rt-dev|libFuzzer and the sanitizers of Clang
'
# Parts that CMake downloads from upstream, or that no other system keeps at the same place.
CMAKE_BRINGS=' nlohmann-json3-dev doctest-dev node-acorn fonts-noto-cjk fonts-noto-color-emoji fonts-dejavu-core ca-certificates libbenchmark-dev libclang-rt-dev libgl1-mesa-dri libegl1 libgles2 libpci3 '

# missing_for PURPOSE FIELD: what of the needs is missing; field 2 the packages, field 3 in words.
missing_for() {
    local list="NEEDS_$1" probe package words
    while IFS='|' read -r probe package words; do
        case $probe in
            '') continue ;;
            emcc) [ ! -e "${EMSDK:-}/upstream/emscripten/emcc" ] && ! command -v emcc > /dev/null || continue ;;
            /*) [ ! -e "$probe" ] || continue ;;
            *) ! command -v "$probe" > /dev/null || continue ;;
        esac
        if [ "$2" = 2 ]; then printf '%s\n' "$package"; else printf '  %s (%s)\n' "$words" "$package"; fi
    done <<< "${!list}"
}

# install_for build|test|tidy|fuzz
install_for() {
    local packages
    packages=$(missing_for "$1" 2 | tr '\n' ' ')
    [ -n "$packages" ] || return 0
    if ! command -v apt-get > /dev/null; then
        explain_needs "$1" "$packages"
        return 0
    fi
    if [ "${BR_NO_INSTALL:-}" = 1 ]; then
        die "Missing: $packages
  What to do: apt-get install $packages"
    fi
    local -a become=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo > /dev/null || die "Missing: $packages
  What to do: install them as root, or install sudo and run ./run again."
        say "Installing needs root: sudo may ask for your password."
        sudo -v || die "sudo was refused. What to do: as root, apt-get install $packages"
        become=(sudo)
    fi
    say "Missing packages: $packages"
    step "Read the package lists" "check the network and /etc/apt/sources.list" \
        "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update
    # shellcheck disable=SC2086  # The packages are words.
    step "Install packages" "try: apt-get install $packages" \
        "${become[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
        install --no-install-recommends $packages
}

# On a system without apt: stops if a tool is missing, goes on if only parts are that CMake brings.
explain_needs() {
    local package tools=""
    for package in $2; do
        case $CMAKE_BRINGS in *" $package "*) ;; *) tools="$tools $package" ;; esac
    done
    [ -n "$tools" ] || return 0
    die "This system has no apt-get, so ./run cannot install what is missing:
$(missing_for "$1" 3)
  What to do: install these by hand, then run ./run again. Dear ImGui, SDL2, nlohmann/json and
  doctest are downloaded by CMake as pinned upstream releases, or taken from folders you name, as in
  cmake --preset web-release -DFETCHCONTENT_SOURCE_DIR_IMGUI=… -DFETCHCONTENT_SOURCE_DIR_SDL2=…
  -DFETCHCONTENT_SOURCE_DIR_JSON=… -DFETCHCONTENT_SOURCE_DIR_DOCTEST=…"
}

# The tests' Node modules; the product has none. Installed anew when the lock file has changed.
install_node_modules() {
    local stamp=node_modules/.installed
    [ ! -e "$stamp" ] || ! cmp -s package-lock.json "$stamp" || return 0
    step "Install the tests' Node modules" "check the network and npm's registry" \
        npm ci --no-audit --no-fund --ignore-scripts --cache "$BR_CACHE/npm"
    cp package-lock.json "$stamp"
}
