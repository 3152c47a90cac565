# Sourced by run_local.sh and run_tests.sh: makes .venv as constraints.txt and pyproject.toml say, once.

root=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
venv="$root/.venv"
unfinished="$venv/.setup-unfinished"

fail() {
    printf '%s\n' "$0: $1" >&2
    exit 1
}

# Prints the first Python that is new enough.
find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# A set-up that was interrupted can leave half a package that pip takes for whole, so it starts from nothing again.
make_venv() {
    if [ -x "$venv/bin/python" ] && [ ! -e "$unfinished" ]; then
        return
    fi
    python=$(find_python) || fail 'Python 3.11 or newer is needed, and none was found on the PATH'
    echo "Making an environment in $venv" >&2
    rm -rf "$venv"
    mkdir "$venv"
    : >"$unfinished"
    "$python" -m venv "$venv" || fail "$python cannot make an environment (on Debian and Ubuntu: apt install python3-venv)"
}

# ensure_environment EXTRAS: installs the package with its extras ('' or '[test]' or '[test,spark]') unless the last
# set-up did so, with these or more, from the same files. What is installed is pinned by constraints.txt.
ensure_environment() {
    wanted=$(cat "$root/constraints.txt" "$root/pyproject.toml" | cksum)
    for stamp in "$venv/.setup-done${1%]}"*; do
        if [ -e "$stamp" ] && [ ! -e "$unfinished" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
            return
        fi
    done
    make_venv
    rm -f "$venv"/.setup-done*
    : >"$unfinished"
    echo 'Installing what Newsfold needs; this takes some minutes, once' >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --constraint "$root/constraints.txt" --editable "$root$1" >&2 ||
        fail 'the installation failed (see above); run this again to start it anew'
    printf '%s\n' "$wanted" >"$venv/.setup-done$1"
    rm -f "$unfinished"
}
