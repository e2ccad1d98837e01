# Builds with other compilers than those of the suite, and compares what the builds compute. Sourced
# by ./run.

# run_compilers clang|emscripten
run_compilers() {
    case ${1:-} in
        clang) try_clang ;;
        emscripten) try_emscripten ;;
        *) die "Name one: ./run compilers clang, or ./run compilers emscripten" ;;
    esac
}

# configure_for FOLDER COMMAND…: configures it as the command says, unless that has been done.
configure_for() {
    use_ccache
    [ -e "$1/build.ninja" ] ||
        step "Configure $1" "see the first error above; delete $1 to start afresh" "${@:2}"
}

# The whole native tree with Clang, warnings being errors, and its quick tests.
try_clang() {
    install_for fuzz
    configure_for build/clang cmake --preset native-release -B build/clang \
        -D CMAKE_C_COMPILER=clang -D CMAKE_CXX_COMPILER=clang++
    build clang
    step "Quick tests of the build with Clang" "run one of build/clang/tests by itself" \
        ctest --test-dir build/clang --label-exclude slow --no-tests=error --output-on-failure
    same_digests build/clang/breathe
}

# The page and the command line with the Emscripten that EMSDK names, or the emcc on the PATH. The
# site itself stays as it is.
try_emscripten() {
    install_for build
    configure_for build/emscripten cmake --preset web-release -B build/emscripten -D BR_TESTS=OFF
    build emscripten breathing_room_web breathe
    same_digests node build/emscripten/breathe.mjs
}

# same_digests BREATHE…: the command line of another build comes to the same events as build/native.
same_digests() {
    local scenario wrong=0 count=0
    build native-release breathe
    for scenario in public/scenarios/*.json; do
        count=$((count + 1))
        [ "$("$@" simulate "$scenario" --until 300 --digest)" = \
            "$(build/native/breathe simulate "$scenario" --until 300 --digest)" ] && continue
        say "✗ Another digest: $scenario"
        wrong=1
    done
    [ "$wrong" = 0 ] || die "✗ This build computes other events than build/native. See docs/architecture.md."
    say "✓ The digests of $count scenarios are those of build/native."
}
