#!/bin/sh
# Make .venv and install the locked dependencies into it: `sh tools/setup.sh runtime|development`.
# Needs Python 3.11 or newer with pip or ensurepip; says in one sentence what is missing.
set -eu
cd "$(dirname "$0")/.."
what=$1
python=${PYTHON:-python3}

stop() { printf 'quizapp: %s\n' "$1" >&2; exit 2; }

command -v "$python" >/dev/null 2>&1 || stop "there is no $python; install Python 3.11 or newer, or name one: make PYTHON=/path/to/python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  stop "$("$python" --version 2>&1) is too old; Python 3.11 or newer is needed: make PYTHON=/path/to/python"

locks="requirements/build.txt requirements/$what.txt"
stamp=.venv/.$what
wanted=$(cat $locks pyproject.toml | cksum)
if [ -x .venv/bin/quizapp ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
  exit 0
fi

echo "· Installing what quizapp needs into .venv ($what)"
# Without pip inside: a Python that has pip but not the venv package's ensurepip does too.
[ -x .venv/bin/python ] || "$python" -m venv --without-pip .venv ||
  stop "$python can't make a virtual environment; install its venv module (Debian: apt install python3-venv)"
if "$python" -m pip --version >/dev/null 2>&1; then
  pip() { "$python" -m pip --python .venv/bin/python --disable-pip-version-check "$@"; }
else
  .venv/bin/python -m ensurepip >/dev/null 2>&1 || stop "$python has no pip; install it (Debian: apt install python3-pip)"
  pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }
fi
quiet=--quiet
[ -t 1 ] && quiet=
for lock in $locks; do
  pip install $quiet --require-hashes -r "$lock" || stop "the packages of $lock could not be installed; the lines above say why"
done
pip install --quiet --no-deps --no-build-isolation -e . || stop "quizapp itself could not be installed; the lines above say why"
printf '%s\n' "$wanted" > "$stamp"
