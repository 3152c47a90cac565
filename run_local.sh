#!/bin/sh
# Runs Newsfold on this machine; makes its environment on the first run.
#   ./run_local.sh                                  the bundled samples, into output/samples
#   ./run_local.sh --input PATTERN --output DIR     your files (--help lists all options)
set -eu
. "$(dirname -- "$0")/.ci/environment.sh"
ensure_environment ''
if [ $# -eq 0 ]; then
    set -- --input "$root/pipeline/samples" --output "$root/output/samples"
fi
# Arenas of many threads would keep memory that is free from the system.
export MALLOC_ARENA_MAX=2
exec "$venv/bin/python" -P -m pipeline "$@"
