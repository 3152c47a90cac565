#!/bin/sh
# Runs everything that must pass: ruff, mypy and the tests, these in two processes. Arguments go to pytest, in one.
set -eu
. "$(dirname -- "$0")/.ci/environment.sh"
# Spark needs Java; an environment with it is several hundred megabytes larger.
if java -version >/dev/null 2>&1; then
    java=yes
    ensure_environment '[test,spark]'
else
    java=no
    ensure_environment '[test]'
fi
cd "$root"
has_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    return 1
}
if ! has_browser; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo 'Installing chromium, which the tests of the page drive; this takes a minute, once' >&2
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
    fi
    has_browser ||
        echo 'There is no Chromium: the tests that drive a browser are left out (Debian: apt-get install chromium)' >&2
fi
"$venv/bin/ruff" check
"$venv/bin/ruff" format --check
"$venv/bin/mypy"
if [ $# -eq 0 ]; then
    if [ $java = yes ]; then
        "$venv/bin/python" -m pytest tests/spark
    else
        echo 'Reading with PySpark is NOT tested: there is no Java (on Debian and Ubuntu: apt install default-jre-headless)' >&2
    fi
    set -- --numprocesses 2 --dist loadfile --no-loadscope-reorder
fi
exec "$venv/bin/python" -m pytest "$@"
