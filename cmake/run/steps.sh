# Shows progress and keeps a log of each step. Sourced by ./run.

LOGS=build/logs
BR_CACHE=${BR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/breathing-room}
export BR_CACHE

say() { printf '%s\n' "$*"; }

die() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

log_of() { printf '%s/%s.log' "$LOGS" "$(printf '%s' "$1" | tr -cs 'A-Za-z0-9' '-' | tr 'A-Z' 'a-z')"; }

# step TITLE HINT COMMAND…: runs a command quietly. On a terminal its latest line is shown while it
# runs. If it fails, the end of its output, the log's place and the hint are shown, and ./run ends.
step() {
    local title=$1 hint=$2 started=$SECONDS log
    shift 2
    mkdir -p "$LOGS"
    log=$(log_of "$title")
    printf '… %s\n' "$title"
    if follow "$log" "$@"; then
        printf '✓ %s (%d s)\n' "$title" $((SECONDS - started))
    else
        printf '\n✗ %s failed. The end of its output:\n\n' "$title" >&2
        tail -n 30 "$log" | sed 's/^/    /' >&2
        die "✗ $title failed. Whole output: $log
  What to do: $hint"
    fi
}

# follow LOG COMMAND…: runs the command with its output in LOG; returns its status.
follow() {
    local log=$1 status=0 child
    shift
    if [ ! -t 1 ]; then
        "$@" > "$log" 2>&1 < /dev/null
        return
    fi
    "$@" > "$log" 2>&1 < /dev/null &
    child=$!
    while kill -0 "$child" 2> /dev/null; do
        printf '\r\033[K  %s' "$(tail -c 400 "$log" 2> /dev/null | tr '\r' '\n' | tail -n 1 | cut -c "1-$((${COLUMNS:-80} - 4))")"
        sleep 0.3
    done
    printf '\r\033[K'
    wait "$child" || status=$?
    return $status
}
