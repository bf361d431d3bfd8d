# What the scripts of this folder share: how they speak, find a JDK, get privileges and count. Sourced, never run.

set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# ldconfig and setpriv's kin stand where ordinary users do not look.
PATH=$PATH:/usr/sbin:/sbin

step() { printf '\n==> %s\n' "$*"; }
say() { printf '    %s\n' "$*"; }

# fail SUBJECT REMEDY
fail() {
    printf '\nFAILED: %s\n  remedy  %s\n' "$1" "$2" >&2
    exit 1
}

# Prints the major version of the JDK in a folder; nothing if there is none.
jdk_version() {
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# find_jdk OLDEST: prints the home of a JDK, the one that JAVA_HOME or PATH names if it is new enough.
find_jdk() {
    local on_path home version
    on_path=$(readlink -f "$(command -v javac || true)" 2>/dev/null || true)
    for home in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/*; do
        version=$(jdk_version "$home" || true)
        if [ -n "$version" ] && [ "$version" -ge "$1" ]; then
            printf '%s\n' "$home"
            return
        fi
    done
    return 1
}

use_jdk() {
    JAVA_HOME=$(find_jdk 17) || fail "No JDK 17 or newer was found" "run ci/setup, or set JAVA_HOME to one"
    export JAVA_HOME
}

# Debian's Maven resets a terminal's colours at its end, terminal or not: that would stand in front of our lines.
plain() { sed 's/\x1b\[[0-9;]*m//g'; }

# Maven on this checkout, without questions and progress bars.
maven() { mvn -B -ntp -f "$repo/pom.xml" "$@" 2>&1 | plain; }

is_root() { [ "$(id -u)" = 0 ]; }

# Without a terminal sudo must not ask for a password: it would hang or fail half-way.
sudo_now() { if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi; }

can_sudo() { command -v sudo >/dev/null && sudo_now true; }

# Tells whether this process may load BPF programs: CAP_BPF (39) or CAP_SYS_ADMIN (21), with CAP_NET_ADMIN (12).
holds_capabilities() {
    local effective
    effective=$((16#$(awk '/^CapEff:/ { print $2 }' /proc/self/status)))
    (((effective >> 39 & 1 || effective >> 21 & 1) && effective >> 12 & 1))
}

require_capabilities() {
    holds_capabilities && return
    if is_root; then
        fail "This root user has no CAP_BPF and CAP_NET_ADMIN, as in a container with default privileges" \
            "start the container with --cap-add BPF --cap-add PERFMON --cap-add NET_ADMIN, or run on the host"
    fi
    can_sudo || fail "Loading BPF programs needs CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN, and sudo cannot be used here" \
        "run as root: sudo $0; or give this shell the capabilities"
    say "BPF needs privileges that you lack: tests run as you, with CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN from sudo"
}

# with_bpf COMMAND...: runs a command so that it may load BPF programs. An ordinary user stays who they are, so that
# files stay theirs: sudo only hands over three capabilities (by number, for old setpriv).
with_bpf() {
    if holds_capabilities; then
        "$@"
        return
    fi
    local capabilities=+cap_39,+cap_38,+cap_12 variables=() name
    for name in PATH HOME USER JAVA_HOME MAVEN_OPTS MAVEN_ARGS XDG_CACHE_HOME TMPDIR LANG \
        http_proxy https_proxy no_proxy "${!BPFTEST_@}"; do
        [ -n "${!name:-}" ] && variables+=("$name=${!name}")
    done
    sudo_now setpriv --reuid "$(id -u)" --regid "$(id -g)" --init-groups \
        --inh-caps="$capabilities" --ambient-caps="$capabilities" -- env "${variables[@]}" "$@"
}

# count_reports FOLDER...: sums Surefire's reports; prints "PASSED FAILED SKIPPED".
count_reports() {
    { find "$@" -name 'TEST-*.xml' -exec cat {} + 2>/dev/null || true; } | awk '
        function attribute(name) {
            return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
        }
        /^<testsuite / {
            tests += attribute("tests"); skipped += attribute("skipped")
            failed += attribute("errors") + attribute("failures")
        }
        END { print tests - failed - skipped, failed + 0, skipped + 0 }'
}

# Compiles what is not compiled, and writes each module's test class path to its target/test.classpath.
write_class_paths() {
    maven -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
}

# module_class_path MODULE: the module's classes and what its tests depend on.
module_class_path() {
    printf '%s:%s:%s' "$repo/$1/target/test-classes" "$repo/$1/target/classes" \
        "$(cat "$repo/$1/target/test.classpath")"
}
