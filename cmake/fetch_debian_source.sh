#!/bin/sh
# fetch_debian_source.sh PACKAGE VERSION_PREFIX SUITE FOLDER
# Downloads the original tarball of a Debian source package from the mirror that this machine's apt
# is set up with, and unpacks it to FOLDER (without its top folder). Takes the version that starts
# with VERSION_PREFIX if the suite still has it, else the newest one. Leaves the name and the
# SHA-256 of the tarball in FOLDER/.origin. Touches neither apt's configuration nor its lists.
set -eu
package=$1 version=$2 suite=$3 folder=$4

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts" "$work/unpacked"

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
option=""
[ -r "$keyring" ] && option="[signed-by=$keyring] "

apt() {
    tool=$1
    shift
    "$tool" -q \
        -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts="$work/parts" \
        -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" \
        -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 -o Acquire::Retries=3 \
        -o Acquire::Languages=none "$@"
}

# The machine may have several mirrors (security, other vendors): the first one that has it wins.
mirrors=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u)
[ -n "$mirrors" ] || { echo "apt knows no mirror: run 'apt-get update' first" >&2; exit 1; }
found=""
for mirror in $mirrors; do
    echo "deb-src $option$mirror $suite main" > "$work/sources.list"
    if apt apt-get update > "$work/update.log" 2>&1; then
        found=$(apt apt-cache madison "$package" | awk -F'|' '{ gsub(/ /, "", $2); print $2 }')
        [ -z "$found" ] || break
    fi
done
[ -n "$found" ] || { echo "no mirror of this machine has the source of $package in $suite" >&2; exit 1; }
chosen=$(echo "$found" | grep "^$version" | head -n 1) || chosen=$(echo "$found" | head -n 1)

cd "$work"
apt apt-get source --download-only "$package=$chosen" > "$work/source.log" 2>&1 ||
    { tail -n 3 "$work/source.log" >&2; exit 1; }
tarball=$(ls "$work"/*.orig.tar.*[!c] | head -n 1)
tar -xf "$tarball" -C "$work/unpacked" --strip-components=1
echo "$(sha256sum < "$tarball" | cut -d' ' -f1) $(basename "$tarball")" > "$work/unpacked/.origin"
mkdir -p "$(dirname "$folder")"
rm -rf "$folder.new" "$folder"
cp -R "$work/unpacked" "$folder.new"
mv "$folder.new" "$folder"
