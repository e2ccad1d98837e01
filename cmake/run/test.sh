# Runs the tests and the measurements. Sourced by ./run.

FAILED=()
SUMMARIES=$LOGS/summaries.txt

# So long a suite may take at most: one that hangs must not take the others' words with it.
SUITE_S_MAX=2400

# suite TITLE COMMAND…: runs a test runner with its output on the screen and in a log. A failure is
# remembered; the other suites run all the same.
suite() {
    local title=$1 started=$SECONDS log status=0
    shift
    mkdir -p "$LOGS"
    log=$(log_of "test $title")
    printf '\n── %s\n' "$title"
    # Node shows the whole line of a minified script where an error is: too long for a screen.
    timeout --kill-after=20 "$SUITE_S_MAX" "$@" 2>&1 < /dev/null | tee "$log" | cut -c 1-400 || status=$?
    {
        printf '\n%s (%d s)\n' "$title" $((SECONDS - started))
        grep -E '^[0-9]+% tests passed|^No tests were found|^(#|ℹ) (tests|pass|fail|cancelled|skipped) ' "$log" ||
            printf 'The runner gave no summary: see %s\n' "$log"
    } >> "$SUMMARIES"
    [ "$status" = 0 ] || FAILED+=("$title: see $log")
}

# ctest_suite PRESET [OPTION…]
ctest_suite() {
    suite "$1" ctest --test-dir "$(folder_of "$1")" --no-tests=error --output-on-failure \
        --parallel "$(jobs_at_once)" "${@:2}"
}

# node_suite TITLE FILES_AT_ONCE FOLDER…: every *.test.mjs below the folders.
node_suite() {
    local title=$1 files_at_once=$2 files
    shift 2
    [ -d "$1" ] || return 0
    mapfile -t files < <(find "$@" -name '*.test.mjs' | LC_ALL=C sort)
    if [ ${#files[@]} = 0 ]; then
        FAILED+=("$title: no test file below $*")
        return
    fi
    # The screen gets it as text, ./run bench its counts as TAP.
    suite "$title" node --test --test-concurrency="$files_at_once" --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$LOGS/test-${title// /-}.tap" "${files[@]}"
}

run_tests() {
    local quick=""
    case ${1:-} in
        '') ;;
        --quick) quick=1 ;;
        *) die "There is no './run test $1'. See ./run help." ;;
    esac
    install_for test
    install_node_modules
    mkdir -p "$LOGS"
    : > "$SUMMARIES"
    if [ -n "$quick" ]; then
        build native-debug
        ctest_suite native-debug --label-exclude slow
    else
        # At -O0 only what tests/equality compares; the tests themselves run at -O3 and with sanitizers.
        build native-debug breathe br_header_checks
        build native-release
        build native-asan
        build web-release
    fi
    node_suite "page scripts" 1 tests/web
    node_suite "tidiness" 1 tests/tidy
    if [ -z "$quick" ]; then
        ctest_suite native-release
        ctest_suite native-asan
        ctest_suite web-release
        fuzz_suite
        node_suite "same results everywhere" 1 tests/equality
        # A browser waits more than it works.
        node_suite "browser" 2 tests/browser
    fi
    finish_tests
}

finish_tests() {
    printf '\n── Summary\n'
    if [ ${#FAILED[@]} != 0 ]; then
        cat "$SUMMARIES"
        printf '\n✗ Failed:\n' >&2
        printf '  %s\n' "${FAILED[@]}" >&2
        exit 1
    fi
    printf '✓ All suites passed.\n'
    cat "$SUMMARIES"
}

# Plays 24 simulated days with random levers, over and over, for half an hour or BR_SOAK_S seconds.
run_soak() {
    build native-release soak_tests
    BR_SOAK_S=${BR_SOAK_S:-1800} build/native/tests/core/session/soak_tests
}

# run_bench [PART…]
run_bench() {
    mkdir -p build/bench
    node tests/bench/bench.mjs "$@"
}
