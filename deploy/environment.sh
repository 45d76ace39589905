#!/bin/sh
# A virtual environment with syncd in it: environment.sh FOLDER WHAT-TO-INSTALL
# Installs Python from Debian's packages when the machine has none and this may be done.
set -eu
folder=$1
what=$2

install() {
    if [ "$(id -u)" = 0 ]; then as=''
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as='sudo'
    else
        echo "syncd needs: $*. Ask an administrator to run: apt-get install $*" >&2
        exit 2
    fi
    command -v apt-get >/dev/null || { echo "syncd needs: $*" >&2; exit 2; }
    $as apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

able() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3; do
        if able "$name"; then echo "$name"; return; fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    install python3 python3-venv
    python=$(find_python)
    [ -n "$python" ] || { echo 'syncd needs Python 3.11 or newer with its venv module.' >&2; exit 2; }
fi

[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$what"
