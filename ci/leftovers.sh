# What ci/test looks for after its runs: whatever they should have freed. Sourced by it, with its $work and $log.

remember_what_is_there() {
    # Marks the processes of this run in their environment, to tell what they leave from what others load.
    export BPFTEST_RUN=$work
    gcc -O2 -Wall -o "$work/loaded" "$repo/ci/loaded.c" -lbpf
    loaded >"$work/before"
    # A cache of its own: what is found in it is this run's, and no object of an earlier run hides a failure.
    local kernels=${XDG_CACHE_HOME:-$HOME/.cache}/bpf-test/kernels
    export XDG_CACHE_HOME=$work/cache
    mkdir -p "$kernels" "$XDG_CACHE_HOME/bpf-test"
    # But for kernels, which are Debian's: fetched once is enough.
    ln -s "$kernels" "$XDG_CACHE_HOME/bpf-test/kernels"
}

loaded() {
    if is_root; then "$work/loaded"; else sudo_now "$work/loaded"; fi | sort
}

# Prints the programs and maps that are new and that no process holds (they are pinned or attached), or that a process
# of this run still holds. The kernel frees with a delay, so what goes away within some seconds is not left.
left_in_kernel() {
    local try id
    for try in 1 2 3 4 5 6; do
        loaded | comm -13 "$work/before" - >"$work/new" || return
        : >"$work/left"
        while read -r id; do
            held_elsewhere "$id" || printf 'left behind: %s\n' "$id" >>"$work/left"
        done <"$work/new"
        [ -s "$work/left" ] || return 0
        sleep "$try"
    done
    cat "$work/left"
}

# held_elsewhere "KIND NUMBER NAME": tells whether a process that is not of this run holds it.
held_elsewhere() {
    local kind number file process
    read -r kind number _ <<<"$1"
    for file in $(grep -lsE "^$kind:[[:space:]]+$number\$" /proc/[0-9]*/fdinfo/* || true); do
        process=${file%/fdinfo/*}
        grep -qsz "^BPFTEST_RUN=$work\$" "$process/environ" || return 0
    done
    return 1
}

left_in_cache() {
    local folder=$XDG_CACHE_HOME/bpf-test/tmp
    [ ! -d "$folder" ] || find "$folder" -mindepth 1 -printf 'left behind: %p\n'
}

# Control groups of tests that still hold a process. An empty one, of a JVM that ended, goes when the next makes one.
left_groups() {
    local group process
    for group in $(find /sys/fs/cgroup -type d -name 'bpf-test-*' 2>/dev/null || true); do
        for process in $(cat "$group/cgroup.procs" 2>/dev/null); do
            # Other builds have groups of their own.
            ! grep -sqz "^BPFTEST_RUN=$work\$" "/proc/$process/environ" || printf 'still populated: %s\n' "$group"
        done
    done
}

# A test runs one JVM per module after another; any that still runs was left, and so is a virtual machine.
left_processes() {
    local process
    for process in $(grep -lsz "^BPFTEST_RUN=$work\$" /proc/[0-9]*/environ || true); do
        process=${process#/proc/}
        process=${process%/environ}
        # This script's own subshells carry the mark too.
        [[ $(readlink "/proc/$process/exe" || true) =~ /(java|qemu-system-[^/]*)$ ]] &&
            printf 'still running: %s %s\n' "$process" "$(tr '\0' ' ' <"/proc/$process/cmdline" | cut -c 1-200)"
    done
    return 0
}

libbpf_lines() { grep -n '^libbpf: ' "$log" || true; }
