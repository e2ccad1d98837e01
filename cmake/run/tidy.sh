# clang-tidy on the sources of the product. Sourced by ./run.

# run_tidy [FILE…]: all of core, ui and web that a native build compiles, or the files named. It takes
# some ten seconds a file, so it is not part of ./run test.
run_tidy() {
    local log=$LOGS/tidy.txt
    local -a files=("$@")
    install_for tidy
    [ -e build/native-debug/compile_commands.json ] || build native-debug
    [ ${#files[@]} != 0 ] || mapfile -t files < <(
        sed -n 's/^  "file": "\(.*\)".*/\1/p' build/native-debug/compile_commands.json |
            grep -E "^$PWD/(core|ui|web)/" | sort -u)
    mkdir -p "$LOGS"
    say "clang-tidy reads ${#files[@]} files; what it finds goes to $log"
    if printf '%s\n' "${files[@]}" |
        xargs -d '\n' -P "$(jobs_at_once)" -n 4 clang-tidy --quiet -p build/native-debug \
            --extra-arg=-Wno-unknown-warning-option > "$log" 2> /dev/null; then
        say "✓ clang-tidy found nothing."
    else
        grep -E '(error|warning): ' "$log" | sort -u | sed "s|$PWD/||"
        die "✗ clang-tidy found something: $log"
    fi
}
