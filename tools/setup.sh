#!/bin/sh
# Makes a virtual environment with onrecord (editable) and the tools to work on it: sh tools/setup.sh FOLDER
# Python 3.12 or newer is looked for on PATH, then among pyenv's versions, then by uv; nothing but packages is fetched.
set -eu

folder=${1:-.venv}

# Whether $1 runs, is new enough and can make a virtual environment with pip.
fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 </dev/null
}

# All places a Python may be in, one a line, best first. 3.12 is what onrecord is measured with.
candidates() {
    for name in python3.12 python3.13 python3.14 python3 python; do
        command -v "$name" 2>/dev/null || true
    done
    for root in "${PYENV_ROOT:-}" "$(pyenv root 2>/dev/null || true)" "$HOME/.pyenv"; do
        [ -n "$root" ] || continue
        for version in 3.12 3.13 3.14; do
            for path in "$root"/versions/"$version"*/bin/python; do
                [ -x "$path" ] && echo "$path"
            done
        done
    done
    if command -v uv >/dev/null 2>&1; then
        uv python find '>=3.12' 2>/dev/null || true
    fi
}

if [ ! -x "$folder/bin/python" ] || ! fits "$folder/bin/python"; then
    python=$(candidates | while read -r path; do
        if fits "$path"; then
            echo "$path"
            break
        fi
    done)
    if [ -z "$python" ]; then
        echo "onrecord needs Python 3.12 or newer with venv and pip, and found none on PATH, in pyenv or by uv." \
            "Install one (Debian: python3 and python3-venv; pyenv install 3.12; uv python install 3.12)" \
            "and run make again." >&2
        exit 1
    fi
    echo "setting up $folder with $("$python" --version) ($python)"
    "$python" -m venv --clear "$folder"
fi

echo "installing onrecord and its tools into $folder (some minutes the first time)"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]' </dev/null
