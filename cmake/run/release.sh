# The release archive, and the check that two clean builds give the same bytes. Sourced by ./run.

package_site() {
    step "Package the site" "see the error above; ./run build makes the site" \
        node web/tools/package.mjs build/site build/package
    say "Release: build/package/$(ls build/package | grep '\.tar\.gz$')"
}

# build_afresh FOLDER: the committed sources, built for the browser without any cache of objects.
build_afresh() {
    mkdir -p "$1" && git archive HEAD | tar -x -C "$1" && (
        cd "$1" && export CCACHE_DISABLE=1 &&
            cmake --preset web-release -D BR_TESTS=OFF &&
            cmake --build build/web --parallel "$(jobs_at_once)" --target site
    )
}

# Two builds in folders of different names and depths; every file of the two sites is compared. What
# differs is named.
reproduce() {
    local work=$PWD/build/reproduce place
    rm -rf "$work"
    for place in one another/and-deeper/two; do
        step "Build afresh in $place" "see the first error in the log" build_afresh "$work/$place"
        (cd "$work/$place/build/site" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum) > "$work/$(basename "$place").sums"
    done
    if ! diff "$work/one.sums" "$work/two.sums"; then
        die "✗ The two builds differ in the files named above. Both are in $work."
    fi
    say "✓ Two clean builds gave the same $(wc -l < "$work/one.sums") files, byte for byte:"
    grep -E '\.(wasm|mjs)$' "$work/one.sums"
}
