#!/bin/sh
# Creates the virtual environment named by the first argument, with $PYTHON or the first Python
# of 3.11 or later on the path. Debian ships venv apart from Python; it is fetched when missing.
set -eu
target=$1
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3.11 python3 python3.14 python3.13 python3.12; do
        if fits "$name"; then python=$name; break; fi
    done
fi
if [ -z "$python" ] || ! fits "$python"; then
    echo "Python 3.11 or later is needed; set PYTHON=/path/to/python" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    "$(dirname "$0")/apt.sh" python3-venv
fi
rm -rf "$target"
exec "$python" -m venv "$target"
