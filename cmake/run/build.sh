# Configures and builds through the CMake presets, and serves. Sourced by ./run.

# Compiled objects are kept between build trees and clones.
use_ccache() {
    command -v ccache > /dev/null || return 0
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
    export CCACHE_DIR=${CCACHE_DIR:-$BR_CACHE/ccache}
    export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=1
}

jobs_at_once() {
    local processors memory_gb
    processors=$(nproc 2> /dev/null || getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2)
    memory_gb=$(awk '/MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo 2> /dev/null || echo "$processors")
    [ "$memory_gb" -ge 1 ] || memory_gb=1
    echo "${BR_JOBS:-$((processors < memory_gb ? processors : memory_gb))}"
}

folder_of() {
    case $1 in
        native-release) echo build/native ;;
        web-release) echo build/web ;;
        *) echo "build/$1" ;;
    esac
}

# build PRESET [TARGET…]
build() {
    local folder preset=$1
    shift
    folder=$(folder_of "$preset")
    use_ccache
    if [ ! -e "$folder/build.ninja" ]; then
        step "Configure $preset" "see the first error above; delete $folder to start afresh" \
            cmake --preset "$preset"
    fi
    step "Build $preset" "see the first error in the log; delete $folder to start afresh" \
        cmake --build "$folder" --parallel "$(jobs_at_once)" --target "${@:-all}"
}

build_all() {
    build native-release
    build web-release
}

serve() {
    [ -e build/site/index.html ] || die "build/site holds no page. What to do: delete build, run ./run again."
    exec node web/tools/serve.mjs build/site --port "${BR_PORT:-0}"
}
