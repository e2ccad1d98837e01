# Feeds made-up input to the readers of outside data. Sourced by ./run.

FUZZ_FOLDER=build/fuzz

configure_fuzz() {
    install_for fuzz
    use_ccache
    [ -e "$FUZZ_FOLDER/build.ninja" ] ||
        step "Configure fuzz" "see the first error above; delete $FUZZ_FOLDER to start afresh" \
            cmake --preset native-asan -B "$FUZZ_FOLDER" -D BR_FUZZ=ON \
            -D CMAKE_C_COMPILER=clang -D CMAKE_CXX_COMPILER=clang++ \
            -D CMAKE_BUILD_TYPE=RelWithDebInfo
}

fuzz_target_names() { ls "$FUZZ_FOLDER"/tests/fuzz | sed -n 's/^\([a-z_]*_fuzz\)\.sh$/\1/p' | sort; }

# run_fuzz [TARGET]: feeds it made-up input for BR_FUZZ_SECONDS; without a target, names them all.
run_fuzz() {
    configure_fuzz
    if ! fuzz_target_names | grep -qx "${1:-}"; then
        say "Fuzz targets:" "$(fuzz_target_names)"
        die "Name one of them: ./run fuzz TARGET"
    fi
    build fuzz "$1" "${1}_seeds"
    sh "$FUZZ_FOLDER/tests/fuzz/$1.sh"
}

# fuzz_one TARGET: for the suite; its output goes to a log, one line about it to the screen.
fuzz_one() {
    local log status=0 inputs words
    log=$(log_of "fuzz $1")
    sh "$FUZZ_FOLDER/tests/fuzz/$1.sh" > "$log" 2>&1 < /dev/null || status=$?
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if [ "$status" = 0 ]; then words="no failure"; else words="FAILED: see $log"; fi
    printf '  %s: %s inputs in %s s, %s\n' "$1" "${inputs:-0}" "${BR_FUZZ_SECONDS:-60}" "$words"
    return $status
}

# Every target for BR_FUZZ_SECONDS, as many at once as there are processors. Counts go to
# build/fuzz/executions.json.
fuzz_suite() {
    local results=$LOGS/fuzz.txt failed=0 name
    printf '\n── fuzz\n'
    configure_fuzz
    build fuzz fuzz_targets
    export -f fuzz_one log_of
    export FUZZ_FOLDER LOGS BR_FUZZ_SECONDS=${BR_FUZZ_SECONDS:-60}
    fuzz_target_names | xargs -P "$(jobs_at_once)" -I{} bash -c 'fuzz_one {}' | tee "$results" || failed=1
    [ "$failed" = 0 ] || FAILED+=("fuzz: see $results")
    { printf '\nfuzz\n'; sort "$results"; } >> "$SUMMARIES"
    sort "$results" | awk 'BEGIN { printf "{" }
        { sub(":", "", $1); printf "%s\n  \"%s\": { \"inputs\": %d, \"seconds\": %d }", (NR > 1 ? "," : ""), $1, $2, $5 }
        END { print "\n}" }' > "$FUZZ_FOLDER/executions.json"
}
